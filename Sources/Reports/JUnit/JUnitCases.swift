import Matrix

/// The cases of one cell: `build`, each smoke test, `leftovers` or `smoke` for what no single test is to blame for, and `size`.
struct JUnitCases {
    private let record: CellRecord
    /// The signal that ended the run, if one did.
    private let signal: Int?

    init(_ record: CellRecord, signal: Int?) {
        self.record = record
        self.signal = signal
    }

    /// The cases in their order, each name once.
    var all: [JUnitCase] {
        unique([build] + record.tests.map(smokeTest) + [rest].compactMap { $0 } + [size])
    }

    /// All stages up to the artifact.
    private var build: JUnitCase {
        let seconds = record.stages.filter { $0.stage != .smoke && $0.stage != .measure }.reduce(0) { $0 + $1.seconds }
        var problem = failure { $0 != .smoke && $0 != .measure }
        if problem == nil, isInterrupted, !isBuilt { problem = interruption }
        return JUnitCase(name: "build", seconds: seconds, problem: problem)
    }

    private func smokeTest(_ test: TestRecord) -> JUnitCase {
        JUnitCase(
            name: "smoke: \(test.name)", seconds: test.seconds,
            problem: test.failure.map { JUnitProblem($0, in: record.outcome) }, output: test.output)
    }

    /// What went wrong around the smoke tests: processes left behind, an artifact that does not start, the end of the run.
    private var rest: JUnitCase? {
        if let failure = record.outcome.failure, failure.stage == .smoke, !isToldByTest(failure) {
            let name = failure.code == "smoke.left-behind" ? "leftovers" : "smoke"
            return JUnitCase(name: name, seconds: 0, problem: JUnitProblem(failure, in: record.outcome))
        }
        guard isInterrupted, isBuilt else { return nil }
        return JUnitCase(name: "smoke", seconds: 0, problem: interruption)
    }

    private var size: JUnitCase {
        let seconds = record.stages.filter { $0.stage == .measure }.reduce(0) { $0 + $1.seconds }
        var problem = failure { $0 == .measure }
        if problem == nil, record.artifact == nil {
            problem = JUnitProblem(element: .skipped, type: "NoArtifact", message: "there is no artifact to measure")
        }
        return JUnitCase(
            name: "size", seconds: seconds, problem: problem, output: record.artifact.map(sizes) ?? "")
    }

    private func sizes(_ artifact: ArtifactRecord) -> String {
        let parts = artifact.components.map {
            "\($0.component.rawValue): \($0.stored) bytes stored, \($0.raw) extracted"
        }
        return (["\(artifact.file): \(artifact.size) bytes"] + parts).joined(separator: "\n")
    }

    private func failure(in stages: (Stage) -> Bool) -> JUnitProblem? {
        guard let failure = record.outcome.failure, stages(failure.stage) else { return nil }
        return JUnitProblem(failure, in: record.outcome)
    }

    private func isToldByTest(_ failure: Failure) -> Bool {
        record.tests.contains { $0.failure?.code == failure.code }
    }

    private var isInterrupted: Bool { record.outcome == .interrupted }
    private var isBuilt: Bool { record.artifact != nil }

    private var interruption: JUnitProblem {
        let cause = signal.map { "the run was ended by signal \($0)" } ?? "the run ended"
        let point = record.stages.isEmpty ? "before this cell was begun" : "before this cell was finished"
        return .interrupted("\(cause) \(point)")
    }

    /// Numbers names that occur again, for readers that drop the second of two equal ones.
    private func unique(_ cases: [JUnitCase]) -> [JUnitCase] {
        var taken: Set<String> = []
        return cases.map { original in
            var renamed = original
            var number = 1
            while !taken.insert(renamed.name).inserted {
                number += 1
                renamed.name = "\(original.name) (\(number))"
            }
            return renamed
        }
    }
}
