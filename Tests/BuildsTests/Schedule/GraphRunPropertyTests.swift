import Host
import Matrix
import Testing

@testable import Builds

/// Whatever happens to the actions of whatever graph: every cell is told of once, and only what it needs decides about it.
struct GraphRunPropertyTests {
    private static let cases = 300

    @Test func everyCellHasExactlyOneOutcome() async {
        for seed in 1...UInt64(Self.cases) {
            var random = SeededGenerator(seed)
            let sample = RandomGraph(&random)
            let recorder = Recorder()
            let options = GraphRun.Options(
                capacity: Schedule.Capacity(jobs: .random(in: 1...4, using: &random), groups: ["g": 1]),
                failFast: Bool.random(using: &random))
            let isInterrupted = Int.random(in: 0..<5, using: &random) == 0
            let run = Task { await recorder.run(sample.graph, options) }
            if isInterrupted { run.cancel() }
            await run.value
            let outcomes = recorder.outcomes
            #expect(outcomes.count == sample.graph.cells.count, "seed \(seed)")
            for cell in sample.graph.cells {
                let told = outcomes[cell.id.text] ?? []
                #expect(told.count == 1, "seed \(seed), \(cell.id)")
                guard let outcome = told.first else { continue }
                let fails = cell.actions.contains { sample.failing.contains($0) && sample.isReached($0) }
                switch outcome {
                case .passed: #expect(!fails, "seed \(seed), \(cell.id)")
                case .failed: #expect(fails, "seed \(seed), \(cell.id)")
                case .skipped: #expect(options.failFast, "seed \(seed), \(cell.id)")
                case .interrupted: #expect(isInterrupted, "seed \(seed), \(cell.id)")
                default: Issue.record("seed \(seed): \(outcome)")
                }
            }
            #expect(Set(recorder.begun).count == recorder.begun.count, "seed \(seed): an action was begun twice")
        }
    }
}

/// A graph of random shape; some of its actions fail, some are done.
private struct RandomGraph {
    var graph = ActionGraph()
    var failing: Set<Int> = []

    init(_ random: inout SeededGenerator) {
        for place in 0..<Int.random(in: 1...30, using: &random) {
            let needs = (0..<place).filter { _ in Int.random(in: 0..<6, using: &random) == 0 }
            let fails = Int.random(in: 0..<8, using: &random) == 0
            if fails { failing.insert(place) }
            let demand = Demand(
                takesJob: Bool.random(using: &random), groups: Bool.random(using: &random) ? ["g"] : [])
            let isDone = !fails && Int.random(in: 0..<4, using: &random) == 0
            _ = graph.add(
                .sample("\(place)", needs: needs, demand: demand, isDone: isDone) { () async throws(Failure) in
                    await Task.yield()
                    if fails { throw .sample() }
                    return Performed()
                })
        }
        for number in 0..<Int.random(in: 1...12, using: &random) {
            let ends = (0..<Int.random(in: 0...2, using: &random)).map { _ in
                Int.random(in: 0..<graph.actions.count, using: &random)
            }
            graph.add(CellID("cell-\(number)"), ends: Array(Set(ends)))
        }
    }

    /// Whether a cell's outcome depends on an action: not if only results that are there need it.
    func isReached(_ place: Int) -> Bool { WantedActions(graph).wanted[place] }
}

/// Random numbers that are the same for the same seed (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
