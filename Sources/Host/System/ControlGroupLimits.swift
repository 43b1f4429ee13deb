import SystemPackage

extension ControlGroups {
    /// Those of this process.
    static var own: ControlGroups {
        ControlGroups(
            groups: SystemFile.text("/proc/self/cgroup") ?? "", mounts: SystemFile.text("/proc/self/mountinfo") ?? "")
    }

    /// How many processors each group allows, of those that bound it.
    func quotas(_ read: (FilePath) -> String?) -> [Double] {
        let second = unified.compactMap { read($0.appending("cpu.max")).flatMap(Processors.quota) }
        let first = (controllers["cpu"] ?? []).compactMap { folder -> Double? in
            guard let quota = read(folder.appending("cpu.cfs_quota_us")), !quota.hasPrefix("-"),
                let period = read(folder.appending("cpu.cfs_period_us"))
            else { return nil }
            return Processors.quota("\(quota) \(period)")
        }
        return second + first
    }

    /// How much memory each group allows and uses, of those that bound it. What the system would drop at once, being
    /// copies of files, does not count as used.
    func memory(_ read: (FilePath) -> String?) -> [(limit: Int, used: Int)] {
        let second = unified.compactMap { folder in
            bound(
                read(folder.appending("memory.max")), read(folder.appending("memory.current")),
                read(folder.appending("memory.stat")), "inactive_file")
        }
        let first = (controllers["memory"] ?? []).compactMap { folder in
            bound(
                read(folder.appending("memory.limit_in_bytes")), read(folder.appending("memory.usage_in_bytes")),
                read(folder.appending("memory.stat")), "total_inactive_file")
        }
        return second + first
    }

    private func bound(
        _ limit: String?, _ usage: String?, _ statistics: String?, _ droppable: String
    ) -> (limit: Int, used: Int)? {
        // Version 1 writes "no bound" as the largest number of pages.
        guard let limit = number(limit), limit > 0, limit < 1 << 60, let usage = number(usage) else { return nil }
        let line = (statistics ?? "").split(separator: "\n").first { $0.hasPrefix("\(droppable) ") }
        let dropped = line.flatMap { number(String($0.dropFirst(droppable.count))) } ?? 0
        return (limit, max(0, usage.subtractingReportingOverflow(dropped).partialValue))
    }

    private func number(_ text: String?) -> Int? {
        text.flatMap { $0.split(whereSeparator: \.isWhitespace).first }.flatMap { Int($0) }
    }
}

/// Small files of the kernel.
enum SystemFile {
    /// The whole text; `nil` when it cannot be read.
    static func text(_ path: FilePath) -> String? {
        try? Disk().readText(path, limit: 1 << 22)
    }
}
