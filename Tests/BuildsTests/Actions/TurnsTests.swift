import Synchronization
import Testing

@testable import Builds

@Suite struct TurnsTests {
    @Test func oneAtATime() async {
        let turns = Turns()
        let state = Mutex((now: 0, most: 0, done: 0))
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<50 {
                group.addTask {
                    try? await turns.take {
                        state.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1), $0.done) }
                        await Task.yield()
                        try? await Task.sleep(for: .milliseconds(1))
                        state.withLock { $0 = ($0.now - 1, $0.most, $0.done + 1) }
                    }
                }
            }
        }
        #expect(state.withLock { $0.most } == 1)
        #expect(state.withLock { $0.done } == 50)
    }
}
