import Host
import Matrix
import NativeCode
import SystemPackage

/// The oldest glibc that the programs and libraries below a folder start on, read off the files themselves.
struct GlibcFloor: Hashable {
    /// The version; `nil` when nothing there is linked with glibc.
    private(set) var version: Version?
    /// The file that needs it, below the folder.
    private(set) var file = ""

    /// Reads every program and library; blocks meanwhile.
    init(of root: FilePath) throws {
        let disk = Disk()
        for (name, kind) in try disk.walk(root) where kind == .file {
            let path = root.appending(name)
            guard disk.isExecutable(path) || name.hasSuffix(".so"), let file = ELFFile(try disk.read(path)) else {
                continue
            }
            guard let needed = file.oldestGlibc, version.map({ $0 < needed }) ?? true else { continue }
            version = needed
            self.file = name
        }
    }
}

extension ELFFile {
    /// The oldest glibc that has all that it asks for; private symbols have no number.
    var oldestGlibc: Version? {
        symbolVersions.compactMap { name in
            // Packed relocations are no symbol: a library of that version must know how to read them.
            if name == "GLIBC_ABI_DT_RELR" { return Version("2.36") }
            return name.hasPrefix("GLIBC_") ? Version(String(name.dropFirst("GLIBC_".count))) : nil
        }.max()
    }
}
