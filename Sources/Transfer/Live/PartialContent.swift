/// What has come of a content so far, for the next attempt to go on from.
struct PartialContent: Sendable {
    /// Bytes that are there.
    var received = 0
    /// What tells the server's present content from another that came later under the same URL.
    var validator: String?
    /// Has seen all that is there.
    var check: (any ContentCheck)?
    /// Whether it came in more than one piece.
    var isPatched = false

    /// Whether the rest may be asked for: something has to notice when the pieces do not fit together.
    var canGrow: Bool { received > 0 && (validator != nil || check != nil) }
}

/// How one attempt ended, and what it leaves to the next.
struct Attempt<Value: Sendable>: Sendable {
    let result: Result<Value, TransferError>
    let partial: PartialContent
}

/// Attempts at one transfer, until it is whole or trying again is of no use.
struct Attempts: Sendable {
    /// A connection that breaks again and again, yet brings something each time, gets this many times the attempts.
    private static let patience = 5

    let policy: RetryPolicy
    let request: TransferRequest

    func run<Value: Sendable>(
        _ attempt: @Sendable (PartialContent, TransferRequest) async -> Attempt<Value>
    ) async throws(TransferError) -> Value {
        let clock = ContinuousClock()
        let deadline = clock.now + request.timeouts.total
        var partial = PartialContent(check: request.check)
        var (all, fruitless) = (0, 0)
        while true {
            var request = request
            request.timeouts.total = deadline - clock.now
            let outcome = await attempt(partial, request)
            all += 1
            fruitless = outcome.partial.received > partial.received ? 1 : fruitless + 1
            partial = outcome.partial
            guard case .failure(let error) = outcome.result else { return try outcome.result.get() }
            guard all < policy.attempts * Self.patience, let pause = policy.pause(after: error, attempt: fruitless),
                clock.now + pause < deadline
            else { throw error }
            do { try await policy.sleep(pause) } catch {
                throw TransferError(
                    .cancelled, url: request.url, detail: "it was stopped while waiting for another attempt")
            }
        }
    }
}
