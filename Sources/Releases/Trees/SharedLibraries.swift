import Host
import NativeCode
import SystemPackage

/// Which of the bundled C libraries the programs and drivers of a tree need, directly or through one another.
struct SharedLibraries {
    let bundled: FilePath
    let disk: Disk

    /// Loaded on demand, so that no file names them: the loader itself, what cancelling a thread needs, and what sockets
    /// of OTP 29 look for when they start.
    private static let always: Set<String> = ["ld.so", "libc.so.6", "libgcc_s.so.1", "libsctp.so.1"]

    /// The names in the bundled folder that have to come along.
    func needed(by tree: FilePath) throws(DiskError) -> Set<String> {
        let names = try disk.list(bundled)
        var pending: [String] = names.filter { Self.always.contains($0) || isLoaderLink($0) }
        for (path, kind) in try disk.walk(tree) where kind == .file && mayBeELF(path) {
            pending += try libraries(of: tree.appending(path))
        }
        var found: Set<String> = []
        while let name = pending.popLast() {
            guard names.contains(name), found.insert(name).inserted else { continue }
            pending += try libraries(of: bundled.appending(name))
        }
        return found
    }

    private func isLoaderLink(_ name: String) -> Bool { name.hasPrefix("ld-linux") }

    /// Modules and texts make up nearly all of a tree and are passed over unread.
    private func mayBeELF(_ path: String) -> Bool {
        path.hasPrefix("erts-") || path.contains("/priv/")
    }

    private func libraries(of file: FilePath) throws(DiskError) -> [String] {
        guard disk.kind(of: file) == .file else { return [] }
        return ELFFile(try disk.read(file))?.needed ?? []
    }
}
