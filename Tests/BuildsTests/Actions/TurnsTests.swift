import Testing

@testable import Builds

@Suite struct TurnsTests {
    /// How many are at work, and how many have been at most.
    private actor Count {
        private var now = 0
        private(set) var most = 0
        private(set) var done = 0

        func begin() {
            now += 1
            most = max(most, now)
        }

        func end() {
            now -= 1
            done += 1
        }
    }

    @Test func oneAtATime() async {
        let (turns, count) = (Turns(), Count())
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<50 {
                group.addTask {
                    try? await turns.take {
                        await count.begin()
                        try? await Task.sleep(for: .milliseconds(1))
                        await count.end()
                    }
                }
            }
        }
        #expect(await count.most == 1)
        #expect(await count.done == 50)
    }
}
