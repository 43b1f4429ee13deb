import Glibc
import SystemPackage
import Testing

@testable import Host

struct BlockingTests {
    @Test func returnsAndThrowsWhatTheWorkDoes() async throws {
        #expect(await Blocking.run { 7 } == 7)
        await #expect(throws: DiskError.self) {
            try await Blocking.run { () throws(DiskError) in throw DiskError("x", "/y", 2) }
        }
    }

    @Test(.timeLimit(.minutes(1))) func manyBlockedAtOnceHoldNobodyUp() async {
        let start = Clock.live.monotonic()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<64 { group.addTask { await Blocking.run { _ = usleep(200_000) } } }
        }
        #expect(Clock.live.monotonic() - start < 5)
    }
}
