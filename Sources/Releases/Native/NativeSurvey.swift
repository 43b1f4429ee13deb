import Host
import Matrix
import NativeCode
import SystemPackage

/// Reads every file of native code in a release tree.
struct NativeSurvey {
    let root: FilePath
    let disk: Disk

    /// What is never native code and makes up nearly all of a tree.
    private static let passedOver = [".beam", ".app", ".boot", ".hrl"]

    /// What there is; files that are neither started nor loaded here, such as objects for a linker, do not count.
    func contents() throws(DiskError) -> NativeContents {
        var contents = NativeContents()
        contents.bringsLoader = disk.kind(of: root.appending("libc/ld.so")) != nil
        for (path, kind) in try disk.walk(root) where kind == .file {
            guard !Self.passedOver.contains(where: path.hasSuffix), let file = try file(path) else { continue }
            contents.add(path, file)
            if file.role != .object, path.hasPrefix("erts-"), path.hasSuffix("/bin/beam.smp") {
                // Behind the stub that starts a bundled loader is a program of its own.
                contents.isStatic = file.interpreter == nil && disk.kind(of: root.appending(path + ".elf")) == nil
            }
        }
        return contents
    }

    private func file(_ path: String) throws(DiskError) -> NativeFile? {
        let place = root.appending(path)
        guard NativeFile.mayBegin(try disk.bytes(of: place, count: NativeFile.markLength)) else { return nil }
        return NativeFile(try disk.read(place))
    }
}
