#if canImport(Glibc)
    import Glibc
#endif

/// How many processors a process may use.
package struct Processors: Hashable, Sendable {
    /// At least one; a quota that allows part of a processor more counts as a whole one.
    package let count: Int

    /// - Parameters:
    ///   - allowed: the processors that the process may be scheduled on.
    ///   - quotas: the bounds of its control groups, in processors.
    init(allowed: Int, quotas: [Double]) {
        let quota = quotas.filter { $0 > 0 }.min() ?? .infinity
        count = max(1, Int(min(Double(max(allowed, 1)), quota.rounded(.up))))
    }

    /// What this process may use at this moment.
    package static var here: Processors {
        Processors(allowed: affinity, quotas: ControlGroups.own.quotas(SystemFile.text))
    }

    private static var affinity: Int {
        // One bit for each processor; room for 8192.
        var set = [UInt8](repeating: 0, count: 1024)
        let status = set.withUnsafeMutableBytes { CLibrary.sched_getaffinity?(0, $0.count, $0.baseAddress) }
        return status == 0 ? set.reduce(0) { $0 + $1.nonzeroBitCount } : sysconf(Int32(_SC_NPROCESSORS_ONLN))
    }

    /// Version 2's `cpu.max`: a quota and a period in microseconds, or `max` for no bound.
    static func quota(_ text: String) -> Double? {
        let fields = text.split(whereSeparator: \.isWhitespace)
        guard fields.count == 2, let quota = Double(fields[0]), let period = Double(fields[1]), quota > 0, period > 0
        else { return nil }
        return quota / period
    }
}
