import Glibc
import Host
import SystemPackage

/// Makes files survive a crash of the machine, so that an entry's name never stands for content that was not written.
enum Durability {
    /// File systems gather what is flushed at the same time into one commit, so this many go at once.
    private static let atOnce = 16

    /// Flushes a file, or all files and folders of a tree.
    static func flush(_ path: FilePath) async throws(DiskError) {
        let paths = try await Blocking.run { () throws(DiskError) in try members(of: path) }
        let parts = (0..<atOnce).map { part in
            stride(from: part, to: paths.count, by: atOnce).map { paths[$0] }
        }
        let results = await withTaskGroup(of: DiskError?.self) { group in
            for part in parts where !part.isEmpty {
                group.addTask { await Blocking.run { part.lazy.compactMap(failure).first } }
            }
            return await group.reduce(into: []) { $0.append($1) }
        }
        if let error = results.compactMap(\.self).first { throw error }
    }

    private static func members(of path: FilePath) throws(DiskError) -> [String] {
        guard Disk().kind(of: path) == .folder else { return [path.string] }
        let below = try Disk().walk(path).filter { $0.kind == .file || $0.kind == .folder }
        return below.map { "\(path)/\($0.path)" } + [path.string]
    }

    private static func failure(of path: String) -> DiskError? {
        let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
        guard file >= 0 else { return DiskError("open", FilePath(path)) }
        defer { close(file) }
        return fsync(file) == 0 ? nil : DiskError("flush", FilePath(path))
    }
}
