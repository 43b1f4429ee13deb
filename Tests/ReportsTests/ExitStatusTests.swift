import Matrix
import Testing

@testable import Reports

@Suite struct ExitStatusTests {
    private func record(_ outcomes: [Outcome], signal: Int? = nil) throws -> RunRecord {
        let cell = try Samples.cell("a")
        return RunRecord(
            tool: "", started: 0, interruptedBy: signal, cells: outcomes.map { CellRecord(cell: cell, outcome: $0) })
    }

    @Test("What is acceptable is green, however odd")
    func green() throws {
        let outcomes: [Outcome] = [
            .passed, .flaky(Samples.exitStatus), .allowedToFail(Samples.network, reason: ""),
            .expectedToFail(Samples.exitStatus, reason: ""), .skipped(reason: ""),
        ]
        #expect(ExitStatus(try record(outcomes)) == .success)
        #expect(ExitStatus(try record([])) == .nothingSelected)
    }

    @Test("One red cell makes the run red; only if the surroundings are to blame for all of them it is theirs")
    func red() throws {
        #expect(ExitStatus(try record([.passed, .failed(Samples.exitStatus)])) == .red)
        #expect(ExitStatus(try record([.failed(Samples.network), .failed(Samples.exitStatus)])) == .red)
        #expect(ExitStatus(try record([.failed(Samples.network), .passed])) == .infrastructure)
        #expect(ExitStatus(try record([.interrupted, .passed])) == .red)
        #expect(ExitStatus(try record([.failed(Samples.network), .interrupted])) == .red)
    }

    @Test("A signal comes first", arguments: [(1, 129), (2, 130), (15, 143)])
    func signal(number: Int, status: Int32) throws {
        #expect(ExitStatus(try record([.passed], signal: number)).rawValue == status)
        #expect(ExitStatus(try record([.failed(Samples.exitStatus), .interrupted], signal: number)).rawValue == status)
    }
}
