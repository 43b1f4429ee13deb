import SystemPackage

/// The memory that a process can have.
package struct Memory: Hashable, Sendable {
    /// Bytes of it all: the machine's, or what a control group allows.
    package let limit: Int
    /// Bytes that can be had without pushing others out.
    package let available: Int

    /// - Parameters:
    ///   - meminfo: the text of `/proc/meminfo` (proc_meminfo(5)).
    ///   - groups: for each control group its bound and what is used of it, in bytes.
    init(meminfo: String, groups: [(limit: Int, used: Int)]) {
        let total = Self.field("MemTotal", meminfo)
        let bounds = groups.filter { $0.limit > 0 }
        limit = bounds.map(\.limit).reduce(total ?? .max, min)
        let free = bounds.map { max(0, $0.limit - max(0, $0.used)) }
        available = free.reduce(Self.field("MemAvailable", meminfo) ?? Self.field("MemFree", meminfo) ?? limit, min)
    }

    /// This moment's.
    package static var here: Memory {
        Memory(
            meminfo: SystemFile.text("/proc/meminfo") ?? "",
            groups: ControlGroups.own.memory(SystemFile.text))
    }

    private static func field(_ name: String, _ meminfo: String) -> Int? {
        for line in meminfo.split(separator: "\n") where line.hasPrefix("\(name):") {
            let words = line.split(whereSeparator: \.isWhitespace)
            guard words.count > 1, let kilobytes = Int(words[1]), kilobytes >= 0, kilobytes < 1 << 50 else {
                return nil
            }
            return kilobytes * 1024
        }
        return nil
    }
}
