import CLaunchers
package import Matrix

/// The prebuilt programs that stand at the front of artifacts; empty if the tool was built before `ci/launchers` ran.
package enum Launchers {
    /// The launcher for a target, or `artifact.no-launcher`.
    package static func launcher(for target: Target) throws(ArtifactError) -> [UInt8] {
        guard target.operatingSystem == .linux, target.architecture == .x86_64 else {
            throw .noLauncher(target: target.name)
        }
        let bytes = bytes(of: launchers_linux_x86_64())
        if bytes.isEmpty { throw .noLauncher(target: target.name) }
        return bytes
    }

    private static func bytes(of file: launchers_file) -> [UInt8] {
        Array(UnsafeBufferPointer(start: file.bytes, count: file.count))
    }
}
