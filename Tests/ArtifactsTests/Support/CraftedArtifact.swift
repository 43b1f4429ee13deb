import Archive
import Digest
import Matrix
import SystemPackage
import Testing

@testable import Artifacts

/// An artifact whose digests are right and whose payload is whatever a test wants.
struct CraftedArtifact {
    /// Frames of tar bytes, and what the manifest says of them if that is not true.
    var frames: [[UInt8]]
    var rawSizes: [Int: UInt64] = [:]
    /// The parts that frames belong to, if not to the app's.
    var components: [Int: Component] = [:]
    var contents: [Component: UInt64] = [:]
    var layers: [Layer] = []
    /// What stands in the place of a frame's compressed bytes.
    var stored: [Int: [UInt8]] = [:]
    /// What stands in front; the real launcher for artifacts that are to be run.
    var launcher = [UInt8](repeating: 1, count: ArtifactWriter.alignment)

    init(_ entries: [UInt8]..., contents: [Component: UInt64] = [:]) {
        frames = [entries.flatMap(\.self) + TarHeader.end]
        self.contents = contents
    }

    func write(to path: FilePath) throws {
        var bytes = launcher
        var places: [Frame] = []
        for (number, frame) in frames.enumerated() {
            let stored = try stored[number] ?? Zstandard.compress(frame, level: 1)
            places.append(
                Frame(
                    offset: UInt64(bytes.count), stored: UInt64(stored.count),
                    raw: rawSizes[number] ?? UInt64(frame.count), component: components[number] ?? .app,
                    hash: XXH64.hash(of: stored)))
            bytes += stored
        }
        let description = ArtifactDescription(
            app: "demo", version: "1", mode: .cli, otp: "27", target: "any_linux_x86_64", cell: "demo", program: "/x")
        let payload = Array(bytes[launcher.count...])
        let manifest = Manifest(
            description: description, id: SHA256.digest(of: payload).hex,
            launcherDigest: SHA256.digest(of: launcher).hex, launcherHash: XXH64.hash(of: launcher),
            contents: contents, layers: layers, frames: places)
        let (text, footer) = try manifest.end(payloadOffset: UInt64(launcher.count), end: UInt64(bytes.count))
        try ArtifactsTests.write(bytes + text + footer.bytes, to: path, mode: 0o755)
    }
}
