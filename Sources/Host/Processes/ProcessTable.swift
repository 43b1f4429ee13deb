#if canImport(Glibc)
    import Glibc
#endif

/// What `/proc` tells of the processes of this machine; those of other users stay hidden as far as they must.
struct ProcessTable {
    /// One line of the table, from `/proc/<pid>/stat` (proc_pid_stat(5)).
    struct Entry {
        var pid: Int32
        var parent: Int32
        var session: Int32
        /// Whether it has ended and waits for its parent to notice.
        var isZombie: Bool
        /// Processor time in clock ticks, with that of children it waited for.
        var ticks: Int
    }

    var entries: [Entry]

    /// The processes of this moment.
    static func read() -> ProcessTable {
        ProcessTable(entries: pids().compactMap(entry))
    }

    private static func pids() -> [Int32] {
        guard let folder = opendir("/proc") else { return [] }
        defer { closedir(folder) }
        var found: [Int32] = []
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
            if let pid = Int32(String(decoding: name, as: UTF8.self)) { found.append(pid) }
        }
        return found
    }

    /// A process's line; `nil` when there is none.
    static func entry(_ pid: Int32) -> Entry? {
        let text = String(decoding: content("/proc/\(pid)/stat"), as: UTF8.self)
        // The name in parentheses may itself hold spaces and parentheses.
        guard let end = text.lastIndex(of: ")") else { return nil }
        let fields = text[text.index(after: end)...].split(separator: " ")
        guard fields.count > 14, let parent = Int32(fields[1]), let session = Int32(fields[3]) else { return nil }
        let ticks = fields[11...14].reduce(0) { $0 &+ (Int($1) ?? 0) }
        return Entry(
            pid: pid, parent: parent, session: session, isZombie: fields[0] == "Z" || fields[0] == "X", ticks: ticks)
    }

    /// Whether the environment that a process was started with holds this entry.
    static func environment(of pid: Int32, holds entry: String) -> Bool {
        // Entries end in NUL; the last one gets its own.
        let bytes = content("/proc/\(pid)/environ") + [0]
        return bytes.withUnsafeBytes { buffer in
            guard let start = buffer.assumingMemoryBound(to: CChar.self).baseAddress else { return false }
            var offset = 0
            while offset < buffer.count {
                if strcmp(start + offset, entry) == 0 { return true }
                offset += strlen(start + offset) + 1
            }
            return false
        }
    }

    /// A process's arguments with spaces between them.
    static func commandLine(of pid: Int32) -> String {
        let arguments = content("/proc/\(pid)/cmdline").split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
        return arguments.joined(separator: " ")
    }

    private static func content(_ path: String) -> [UInt8] {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else { return [] }
        defer { close(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 14)
        while bytes.count < 1 << 22 {
            let count = Glibc.read(file, &buffer, buffer.count)
            guard count > 0 else { break }
            bytes.append(contentsOf: buffer[..<count])
        }
        return bytes
    }
}
