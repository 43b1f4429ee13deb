#if canImport(Glibc)
    import Glibc
#endif

/// The time, as a value that tests can replace.
package struct Clock: Sendable {
    /// Seconds since 1970.
    package var now: @Sendable () -> Double
    /// Seconds since some fixed moment, never turned back; for measuring durations.
    package var monotonic: @Sendable () -> Double

    package init(now: @escaping @Sendable () -> Double, monotonic: @escaping @Sendable () -> Double) {
        self.now = now
        self.monotonic = monotonic
    }

    /// The system's clocks.
    package static let live = Clock(now: { read(CLOCK_REALTIME) }, monotonic: { read(CLOCK_MONOTONIC) })

    private static func read(_ clock: clockid_t) -> Double {
        var time = timespec()
        clock_gettime(clock, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
