package import SystemPackage

#if canImport(Glibc)
    import Glibc
#endif

extension Disk {
    /// Makes a folder and those above it; an existing one is fine.
    package func makeFolder(_ path: FilePath, mode: UInt32 = 0o755) throws(DiskError) {
        if mkdir(path.string, mode) == 0 { return }
        if errno == EEXIST {
            guard isFolder(path) else { throw DiskError("create", path, ENOTDIR) }
            return
        }
        guard errno == ENOENT, path.removingLastComponent() != path, !path.removingLastComponent().isEmpty else {
            throw DiskError("create", path)
        }
        try makeFolder(path.removingLastComponent(), mode: mode)
        guard mkdir(path.string, mode) == 0 || errno == EEXIST else { throw DiskError("create", path) }
    }

    /// Whether a folder, or a link to one, stands there.
    package func isFolder(_ path: FilePath) -> Bool {
        var status = stat()
        return stat(path.string, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// The names in a folder, sorted by their bytes.
    package func list(_ path: FilePath) throws(DiskError) -> [String] {
        guard let folder = opendir(path.string) else { throw DiskError("list", path) }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// Everything below a folder as paths relative to it, sorted, folders before what they hold; links are not followed.
    package func walk(_ root: FilePath) throws(DiskError) -> [(path: String, kind: Kind)] {
        var found: [(path: String, kind: Kind)] = []
        var pending = [""]
        while let prefix = pending.popLast() {
            let folder = prefix.isEmpty ? root : root.appending(prefix)
            var below: [String] = []
            for name in try list(folder) {
                let path = prefix.isEmpty ? name : "\(prefix)/\(name)"
                guard let kind = kind(of: root.appending(path)) else { continue }
                found.append((path, kind))
                if kind == .folder { below.append(path) }
            }
            pending.append(contentsOf: below.reversed())
        }
        return found.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }

    /// Removes whatever stands at the path, with all it holds; links are not followed. Nothing there is fine.
    package func removeTree(_ path: FilePath) throws(DiskError) {
        guard let kind = kind(of: path) else { return }
        guard kind == .folder else { return try removeFile(path) }
        // A folder without write permission would keep its entries.
        chmod(path.string, 0o700)
        for name in try list(path) { try removeTree(path.appending(name)) }
        guard rmdir(path.string) == 0 || errno == ENOENT else { throw DiskError("remove", path) }
    }

    /// Copies one file with its executable bit, whole or not at all. A program can be started at once.
    package func copyFile(_ source: FilePath, to destination: FilePath) throws(DiskError) {
        let input = open(source.string, O_RDONLY | O_CLOEXEC)
        guard input >= 0 else { throw DiskError("open", source) }
        defer { close(input) }
        let mode: mode_t = isExecutable(source) ? 0o755 : 0o644
        let output = open(destination.string, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        guard output >= 0 else { throw DiskError("create", destination) }
        do throws(DiskError) {
            defer { close(output) }
            try copy(input, source, to: output, destination)
        } catch {
            unlink(destination.string)
            throw error
        }
        if mode == 0o755 { SpawnBarrier.waitForStarts() }
    }

    private func copy(
        _ input: Int32, _ source: FilePath, to output: Int32, _ destination: FilePath
    ) throws(DiskError) {
        var buffer = [UInt8](repeating: 0, count: 1 << 17)
        while true {
            let count = Glibc.read(input, &buffer, buffer.count)
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw DiskError("read", source) }
            if count == 0 { return }
            try writeAll(buffer[..<count], to: output, destination)
        }
    }

    /// Copies a tree: files, folders and links as links; special files are left out.
    package func copyTree(_ source: FilePath, to destination: FilePath) throws(DiskError) {
        try makeFolder(destination)
        for (path, kind) in try walk(source) {
            let from = source.appending(path)
            let to = destination.appending(path)
            switch kind {
            case .folder: try makeFolder(to)
            case .file: try copyFile(from, to: to)
            case .link: try link(to, to: readLink(from))
            case .other: continue
            }
        }
    }

    /// What a symbolic link points to, as written.
    package func readLink(_ path: FilePath) throws(DiskError) -> String {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlink(path.string, &buffer, buffer.count)
        guard count >= 0 else { throw DiskError("read link", path) }
        return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
