import Glibc
import Host
import SystemPackage

/// Makes files survive a crash of the machine, so that an entry's name never stands for content that was not written.
enum Durability {
    /// Flushes a file, or all files and folders of a tree; blocks meanwhile.
    static func flush(_ path: FilePath) throws(DiskError) {
        guard Disk().kind(of: path) == .folder else { return try flushOne(path) }
        for (name, kind) in try Disk().walk(path) where kind == .file || kind == .folder {
            try flushOne(path.appending(name))
        }
        try flushOne(path)
    }

    private static func flushOne(_ path: FilePath) throws(DiskError) {
        let file = open(path.string, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard file >= 0 else { throw DiskError("open", path) }
        defer { close(file) }
        guard fsync(file) == 0 else { throw DiskError("flush", path) }
    }
}
