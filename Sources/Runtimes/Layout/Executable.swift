import Glibc
import Host
import SystemPackage

/// Files that can be executed, whatever their archive said: zip files that are read as a stream do not tell.
enum Executable {
    /// Marks the file if it is a program or a script.
    static func mark(_ file: FilePath) throws(DiskError) {
        if Disk().isExecutable(file) { return }
        let bytes = try Disk().read(file)
        let marks = [[0x7F, 0x45, 0x4C, 0x46], Array("#!".utf8), Array("MZ".utf8)]
        guard marks.contains(where: { bytes.starts(with: $0) }) else { return }
        guard chmod(file.string, 0o755) == 0 else { throw DiskError("change the mode of", file) }
    }
}
