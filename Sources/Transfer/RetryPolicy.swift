/// When to try again: only after failures that can heal, with growing pauses that are spread at random so that
/// many clients do not come back at once.
package struct RetryPolicy: Sendable {
    /// How often to try in all; attempts that brought something of the content do not count.
    package var attempts: Int
    /// The longest pause before the second attempt; it doubles with each further one.
    package var firstPause: Duration
    /// The longest pause of all; a server that asks for more is given up.
    package var longestPause: Duration
    /// Gives a number in 0..<1 that places a pause between half and all of its longest.
    package var random: @Sendable () -> Double
    /// Waits.
    package var sleep: @Sendable (Duration) async throws -> Void

    /// A policy, by default of four attempts within a few seconds.
    package init(
        attempts: Int = 4, firstPause: Duration = .milliseconds(500), longestPause: Duration = .seconds(60),
        random: @escaping @Sendable () -> Double = { Double.random(in: 0..<1) },
        sleep: @escaping @Sendable (Duration) async throws -> Void = { try await Task.sleep(for: $0) }
    ) {
        self.attempts = attempts
        self.firstPause = firstPause
        self.longestPause = longestPause
        self.random = random
        self.sleep = sleep
    }

    /// How long to wait after the failed attempt of that number (from 1); nil to give up.
    package func pause(after error: TransferError, attempt: Int) -> Duration? {
        guard error.canHeal, attempt < attempts else { return nil }
        if let asked = error.retryAfter { return asked <= longestPause ? asked : nil }
        let doublings = Double(1 << min(max(attempt - 1, 0), 20))
        return min(firstPause * doublings, longestPause) * (0.5 + random() / 2)
    }
}
