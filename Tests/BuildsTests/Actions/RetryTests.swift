import Matrix
import Testing

@testable import Builds

struct RetryTests {
    private func tries(limit: Int, infrastructure: Bool, succeedsAt: Int = .max) async -> (count: Int, passed: Bool) {
        let counter = Counter(count: 0)
        let result = try? await Retry(limit: limit).run { () async throws(Failure) in
            if counter.next() == succeedsAt { return true }
            throw Failure(stage: .fetch, code: "x", message: "y", isInfrastructure: infrastructure)
        }
        return (counter.next() - 1, result != nil)
    }

    @Test func triesAgainWhatTheSurroundingsSpoiled() async {
        #expect(await tries(limit: 1, infrastructure: true) == (2, false))
        #expect(await tries(limit: 1, infrastructure: true, succeedsAt: 2) == (2, true))
    }

    @Test func neverTriesAgainWhatTheProjectSpoiled() async {
        #expect(await tries(limit: 5, infrastructure: false) == (1, false))
        #expect(await tries(limit: 0, infrastructure: true) == (1, false))
        #expect(await tries(limit: -3, infrastructure: true) == (1, false))
    }

    @Test(.timeLimit(.minutes(1))) func isNotHeldUpOnceCancelled() async throws {
        let task = Task { await tries(limit: 20, infrastructure: true) }
        try await Task.sleep(for: .milliseconds(50))
        task.cancel()
        #expect(await task.value.count == 1)
    }
}
