import Synchronization
import Testing

@testable import Builds

struct WorkersTests {
    private final class Crowd: Sendable {
        private let state = Mutex((now: 0, most: 0, order: [Int]()))
        var most: Int { state.withLock { $0.most } }
        var order: [Int] { state.withLock { $0.order } }

        func work(_ item: Int) async {
            state.withLock { state in
                state.now += 1
                state.most = max(state.most, state.now)
                state.order.append(item)
            }
            try? await Task.sleep(for: .milliseconds(5))
            state.withLock { $0.now -= 1 }
        }
    }

    @Test(arguments: [1, 3, 100]) func worksOnAFewAtOnce(_ width: Int) async {
        let crowd = Crowd()
        let rest = await Workers.run(Array(0..<20), width: width) { await crowd.work($0) }
        #expect(rest.isEmpty)
        #expect(crowd.order.sorted() == Array(0..<20))
        #expect(crowd.most <= width)
        if width == 1 { #expect(crowd.order == Array(0..<20)) }
        if width == 3 { #expect(crowd.most == 3) }
    }

    @Test(.timeLimit(.minutes(1))) func beginsNothingOnceCancelled() async throws {
        let begun = Crowd()
        let task = Task {
            await Workers.run(Array(0..<10), width: 2) { item in
                await begun.work(item)
                try? await Task.sleep(for: .seconds(600))
            }
        }
        try await Task.sleep(for: .milliseconds(100))
        task.cancel()
        #expect(await Array(task.value) == Array(2..<10))
        #expect(begun.order.sorted() == [0, 1])
    }
}
