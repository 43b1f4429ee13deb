import Matrix
import Synchronization
import Testing

@testable import Builds

struct OnceTests {
    private static let failure = Failure(stage: .compile, code: "x", message: "y")

    @Test(.timeLimit(.minutes(1))) func oneOfManyDoesTheWork() async {
        let once = Once<String, Int>()
        let counter = Counter(count: 0)
        let firsts = await withTaskGroup(of: (Int, Bool)?.self) { group in
            for _ in 0..<50 {
                group.addTask {
                    try? await once.value(for: "key") { () async throws(Failure) in
                        try? await Task.sleep(for: .milliseconds(30))
                        return counter.next()
                    }
                }
            }
            var results: [(Int, Bool)] = []
            for await result in group { if let result { results.append(result) } }
            return results
        }
        #expect(firsts.count == 50)
        #expect(firsts.allSatisfy { $0.0 == 1 })
        #expect(firsts.filter { $0.1 }.count == 1)
    }

    @Test func eachKeyHasItsWork() async throws {
        let once = Once<String, String>()
        for key in ["a", "b", "a"] {
            let value = try await once.value(for: key) { () async throws(Failure) in key }.value
            #expect(value == key)
        }
    }

    @Test func aFailureIsSharedToo() async {
        let once = Once<String, Int>()
        let counter = Counter(count: 0)
        for _ in 0..<3 {
            await #expect(throws: Self.failure) {
                try await once.value(for: "key") { () async throws(Failure) in
                    _ = counter.next()
                    throw Self.failure
                }
            }
        }
        #expect(counter.next() == 2)
    }

    @Test(.timeLimit(.minutes(1))) func cancellingEndsWorkAndWhatIsAskedForLater() async throws {
        let once = Once<String, Bool>()
        let work: @Sendable () async throws(Failure) -> Bool = { () async throws(Failure) in
            try? await Task.sleep(for: .seconds(600))
            return Task.isCancelled
        }
        let waiting = Task { try await once.value(for: "early", work).value }
        try await Task.sleep(for: .milliseconds(20))
        await once.cancel()
        #expect(try await waiting.value)
        let isCancelled = try await once.value(for: "late", work).value
        #expect(isCancelled)
    }
}

/// Counts from one on, from many tasks.
final class Counter: Sendable {
    private let count: Mutex<Int>

    init(count: Int) { self.count = Mutex(count) }

    func next() -> Int {
        count.withLock { count in
            count += 1
            return count
        }
    }
}
