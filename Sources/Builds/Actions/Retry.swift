import Matrix

/// Tries something again when the surroundings, not the project, made it fail.
struct Retry: Sendable {
    /// How many tries may follow the first.
    let limit: Int

    /// What `work` gives, at the latest after the last try; the pauses double from one second on.
    func run<Value: Sendable>(_ work: () async throws(Failure) -> Value) async throws(Failure) -> Value {
        var pause = Duration.seconds(1)
        for _ in 0..<max(0, limit) {
            do throws(Failure) { return try await work() } catch {
                guard error.isInfrastructure, (try? await Task.sleep(for: pause)) != nil else { throw error }
            }
            pause *= 2
        }
        return try await work()
    }
}
