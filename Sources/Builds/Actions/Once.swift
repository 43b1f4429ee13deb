import Matrix

/// Work that several cells need and one of them does: the others wait for its result.
actor Once<Key: Hashable & Sendable, Value: Sendable> {
    private var tasks: [Key: Task<Result<Value, Failure>, Never>] = [:]
    private var isCancelled = false

    /// The value for a key; `isFirst` tells whether this call did the work.
    func value(
        for key: Key, _ make: @escaping @Sendable () async throws(Failure) -> Value
    ) async throws(Failure) -> (value: Value, isFirst: Bool) {
        if let task = tasks[key] { return (try await result(of: task), false) }
        let task = Task<Result<Value, Failure>, Never> {
            do throws(Failure) { return .success(try await make()) } catch { return .failure(error) }
        }
        tasks[key] = task
        if isCancelled { task.cancel() }
        return (try await result(of: task), true)
    }

    /// Ends all work that still runs, and all that anyone may still ask for.
    func cancel() {
        isCancelled = true
        for task in tasks.values { task.cancel() }
    }

    private func result(of task: Task<Result<Value, Failure>, Never>) async throws(Failure) -> Value {
        try await task.value.get()
    }
}
