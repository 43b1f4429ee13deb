package import Matrix

/// All that an artifact says about itself; written by `ManifestWriting.swift`, read by `ManifestReading.swift`.
package struct Manifest: Hashable, Sendable {
    package var description: ArtifactDescription
    /// SHA-256 of the payload in hexadecimal: what the install is named after.
    package var id: String
    /// SHA-256 of everything before the payload, in hexadecimal.
    package var launcherDigest: String
    /// XXH64 of the same bytes, which the launcher checks.
    package var launcherHash: UInt64
    /// Bytes of file content by component, as they lie in the unpacked release.
    package var contents: [Component: UInt64]
    /// In the payload's order; what is in none of them is the app's own.
    package var layers: [Layer] = []
    package var frames: [Frame]

    /// The keys that the format itself uses.
    static let reservedKeys: Set<String> = [
        "bmatrix", "app", "version", "mode", "otp", "elixir", "target", "cell", "id", "launcher", "exec", "arg", "env",
        "rpc", "remote", "control", "smoke", "content", "layer", "mount", "frame",
    ]
}
