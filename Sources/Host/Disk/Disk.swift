package import SystemPackage

#if canImport(Glibc)
    import Glibc
#endif

/// The file system: the few operations bmatrix needs, each whole or not at all.
package struct Disk: Sendable {
    package init() {}

    /// What stands at a path, links not followed.
    package enum Kind: Sendable { case file, folder, link, other }

    /// What one look at a path tells, links not followed: its kind, the bytes of a file, and whether its owner may execute it.
    package struct Look: Sendable {
        package let kind: Kind
        package let size: Int
        package let isExecutable: Bool

        fileprivate init(_ status: stat) {
            switch status.st_mode & S_IFMT {
            case S_IFREG: kind = .file
            case S_IFDIR: kind = .folder
            case S_IFLNK: kind = .link
            default: kind = .other
            }
            size = Int(status.st_size)
            isExecutable = status.st_mode & S_IXUSR != 0
        }
    }

    /// A look at the path; `nil` when nothing is there.
    package func look(at path: FilePath) -> Look? {
        var status = stat()
        return lstat(path.string, &status) == 0 ? Look(status) : nil
    }

    /// What stands at the path; `nil` for nothing.
    package func kind(of path: FilePath) -> Kind? { look(at: path)?.kind }

    /// The file's size in bytes, links followed; `nil` if there is none.
    package func size(of path: FilePath) -> Int? {
        var status = stat()
        return stat(path.string, &status) == 0 ? Int(status.st_size) : nil
    }

    /// Whether the file may be executed by its owner.
    package func isExecutable(_ path: FilePath) -> Bool { look(at: path)?.isExecutable == true }

    /// The whole content of a file of at most `limit` bytes.
    package func read(_ path: FilePath, limit: Int = 1 << 30) throws(DiskError) -> [UInt8] {
        let file = open(path.string, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw DiskError("open", path) }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw DiskError("stat", path) }
        if status.st_mode & S_IFMT == S_IFDIR { throw DiskError("read", path, EISDIR) }
        guard status.st_size <= limit else { throw DiskError("read", path, EFBIG) }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Int(status.st_size))
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(file, &buffer, buffer.count)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw DiskError("read", path) }
            if count == 0 { return bytes }
            guard bytes.count + count <= limit else { throw DiskError("read", path, EFBIG) }
            bytes.append(contentsOf: buffer[..<count])
        }
    }

    /// So many bytes of a file from a place on, fewer where it ends.
    package func bytes(of path: FilePath, from place: Int = 0, count: Int) throws(DiskError) -> [UInt8] {
        let file = open(path.string, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { throw DiskError("open", path) }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: count)
        let length = pread(file, &bytes, count, off_t(place))
        guard length >= 0 else { throw DiskError("read", path) }
        return Array(bytes[..<length])
    }

    /// The file's content as text, damaged UTF-8 repaired.
    package func readText(_ path: FilePath, limit: Int = 1 << 26) throws(DiskError) -> String {
        String(decoding: try read(path, limit: limit), as: UTF8.self)
    }

    /// Writes a file beside its place, makes it durable (unless told that it can be made again) and renames it into place.
    /// If it is a program, it can be started at once.
    package func write(
        _ bytes: [UInt8], to path: FilePath, mode: UInt32 = 0o644, durable: Bool = true
    ) throws(DiskError) {
        let temporary = FilePath("\(path.string).\(getpid())-\(UInt64.random(in: 0...(.max))).part")
        do throws(DiskError) {
            try fill(temporary, for: path, bytes, mode, durable)
            try rename(temporary, to: path)
        } catch {
            unlink(temporary.string)
            throw error
        }
    }

    private func fill(
        _ temporary: FilePath, for path: FilePath, _ bytes: [UInt8], _ mode: UInt32, _ durable: Bool
    ) throws(DiskError) {
        let file = open(temporary.string, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard file >= 0 else { throw DiskError("create", path) }
        defer { close(file) }
        try writeAll(bytes, to: file, path)
        guard fchmod(file, mode) == 0, !durable || fsync(file) == 0 else { throw DiskError("write", path) }
    }

    /// Writes text as `write` does.
    package func write(_ text: String, to path: FilePath) throws(DiskError) {
        try write(Array(text.utf8), to: path)
    }

    /// Puts `source` in the place of `destination`, in one step. Programs in it that were just written can be started at once.
    package func rename(_ source: FilePath, to destination: FilePath) throws(DiskError) {
        SpawnBarrier.waitForStarts()
        guard Glibc.rename(source.string, destination.string) == 0 else { throw DiskError("rename", destination) }
    }

    /// Makes a symbolic link at `path`.
    package func link(_ path: FilePath, to target: String) throws(DiskError) {
        guard symlink(target, path.string) == 0 else { throw DiskError("link", path) }
    }

    /// Removes a file or link; nothing there is fine.
    package func removeFile(_ path: FilePath) throws(DiskError) {
        guard unlink(path.string) == 0 || errno == ENOENT else { throw DiskError("remove", path) }
    }

    /// Writes all bytes to an open file; `path` is for the error.
    func writeAll(_ bytes: some RandomAccessCollection<UInt8>, to file: Int32, _ path: FilePath) throws(DiskError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withContiguousStorageIfAvailable { Glibc.write(file, $0.baseAddress, $0.count) } ?? -1
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw DiskError("write", path) }
            rest = rest.dropFirst(count)
        }
    }
}
