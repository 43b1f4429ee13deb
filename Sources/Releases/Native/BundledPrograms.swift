import Host
import NativeCode
import SystemPackage

/// The programs that a project brings along into a tree with a C library of its own.
///
/// They would be started by the system's loader, which a system without glibc does not have; behind the stub of the runtime's
/// programs they are started by the tree's.
struct BundledPrograms {
    let tree: TreeWriter
    /// A program of the runtime: the stub, where the runtime has them.
    let stub: FilePath
    /// Whether the C library that comes along is glibc.
    let hasGlibc: Bool

    /// Moves each such program aside to `NAME.elf` and puts the stub in its place.
    func wrap() throws(DiskError) {
        guard tree.disk.kind(of: FilePath("\(stub).elf")) == .file, hasGlibc else { return }
        let programs = try tree.disk.walk(tree.root).filter { path, kind in
            kind == .file && path.contains("/priv/") && !path.hasSuffix(".elf")
        }
        for (path, _) in programs where try asksForGlibcLoader(path) {
            let place = tree.root.appending(path)
            try tree.disk.rename(place, to: FilePath("\(place).elf"))
            try tree.disk.copyFile(stub, to: place)
        }
    }

    private func asksForGlibcLoader(_ path: String) throws(DiskError) -> Bool {
        let place = tree.root.appending(path)
        guard tree.disk.isExecutable(place),
            NativeFile.mayBegin(try tree.disk.bytes(of: place, count: NativeFile.markLength)),
            let file = NativeFile(try tree.disk.read(place)), file.role == .program
        else { return false }
        return file.interpreter?.contains("/ld-linux") ?? false
    }
}
