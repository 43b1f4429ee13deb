import CLaunchers
package import Matrix

/// The prebuilt programs that stand at the front of artifacts; empty if the tool was built before `ci/launchers` ran.
package enum Launchers {
    /// The launcher for a target, or `artifact.no-launcher`.
    package static func launcher(for target: Target) throws(ArtifactError) -> [UInt8] {
        let file =
            switch (target.operatingSystem, target.architecture) {
            case (.linux, .x86_64): launchers_linux_x86_64()
            case (.linux, .arm64): launchers_linux_arm64()
            case (.windows, .x86_64): launchers_windows_x86_64()
            case (.windows, .arm64): launchers_file()
            case (.macos, .x86_64): launchers_macos_x86_64()
            case (.macos, .arm64): launchers_macos_arm64()
            }
        if file.count == 0 { throw .noLauncher(target: target.name) }
        return Array(UnsafeBufferPointer(start: file.bytes, count: file.count))
    }
}
