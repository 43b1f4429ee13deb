import Matrix

/// Work that takes much memory, done one piece at a time, in the order of asking.
actor Turns {
    private var isTaken = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    /// Does the work once it is this caller's turn; work that is cancelled meanwhile still has its turn, to see so.
    func take<Value: Sendable>(
        _ work: @Sendable () async throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        if isTaken { await withCheckedContinuation { waiting.append($0) } }
        isTaken = true
        defer { passOn() }
        return try await work()
    }

    /// The turn goes straight to the next caller, so that nobody slips in between.
    private func passOn() {
        if waiting.isEmpty { isTaken = false } else { waiting.removeFirst().resume() }
    }
}
