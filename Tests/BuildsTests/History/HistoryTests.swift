import Host
import Matrix
import Testing

@testable import Builds

struct HistoryTests {
    private static let cell = Cell(
        app: "demo", mode: .cli, otpRequest: VersionRequest(Version(major: 27)), otp: Version(major: 27),
        elixir: Version(major: 1), target: .automatic(host: .x86_64))

    private static func graph(isDone: Bool = false) -> ActionGraph {
        var graph = ActionGraph()
        let compile = graph.add(.sample("compile", isDone: isDone))
        graph.add(cell.id, ends: [compile])
        return graph
    }

    private static func record(_ outcome: Outcome, size: Int = 100, seconds: Double = 7) -> RunRecord {
        let artifact = ArtifactRecord(file: "demo", sha256: "", size: size, components: [], appVersion: "1")
        let stage = StageRecord(stage: .compile, seconds: seconds, cached: seconds == 0)
        return RunRecord(
            tool: "t", started: 1, finished: 2,
            cells: [CellRecord(cell: cell, outcome: outcome, stages: [stage], artifact: artifact)])
    }

    @Test func tellsWhatTheLastRunTook() {
        var history = History()
        history.add(Self.record(.passed), .sample(Self.graph(), memory: ["compile": 100 << 20]))
        #expect(history.estimates(for: Self.graph()) == [7])
        #expect(history.sizes == [Self.cell.id: 100])
        #expect(history.memory == [Self.cell.id: 128 << 20])
        #expect(history.estimates(for: Self.graph(isDone: true)) == [0])
    }

    @Test func whatComesFromTheCacheDoesNotHideWhatTheWorkTook() {
        var history = History()
        history.add(Self.record(.passed), .sample(Self.graph(), memory: ["compile": 1]))
        history.add(Self.record(.passed, seconds: 0), .sample(Self.graph()))
        #expect(history.estimates(for: Self.graph()) == [7] && history.memory.count == 1)
    }

    @Test func redCellsKeepTheSizeOfTheLastGreenRun() {
        var history = History()
        history.add(Self.record(.passed, size: 100), .sample(Self.graph()))
        let failure = Failure.sample()
        history.add(Self.record(.failed(failure), size: 900), .sample(Self.graph()))
        #expect(history.sizes == [Self.cell.id: 100] && history.failedCells == [Self.cell.id])
    }

    @Test func whatWasNotReachedChangesNothing() {
        var history = History()
        history.add(Self.record(.passed), .sample(Self.graph()))
        let before = history
        history.add(Self.record(.interrupted), .sample(Self.graph()))
        history.add(Self.record(.skipped(reason: "fail-fast")), .sample(Self.graph()))
        #expect(history == before)
    }
}
