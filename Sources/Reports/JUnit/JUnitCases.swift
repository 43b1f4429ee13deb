import Matrix

/// The cases of one cell: `build`, each smoke test, `leftovers` or `smoke` for what no single test is to blame for, `size`,
/// and `outcome` for a cell that has broken a rule of the matrix file.
struct JUnitCases {
    let record: CellRecord
    /// The signal that ended the run, if one did.
    private let signal: Int?
    /// The line that runs the cell again.
    let rerun: String?

    init(_ record: CellRecord, signal: Int?, rerun: String?) {
        self.record = record
        self.signal = signal
        self.rerun = rerun
    }

    /// The cases in their order, each name once.
    var all: [JUnitCase] {
        var cases = [build] + record.tests.map(smokeTest)
        if let rest { cases.append(rest) }
        cases.append(size)
        if let rule { cases.append(rule) }
        return unique(cases)
    }

    /// All stages up to the artifact.
    private var build: JUnitCase {
        var problem = failure(JUnitCases.isBuilding)
        if case .skipped(let reason) = record.outcome, !isBuilt { problem = .skipped(reason) }
        if problem == nil, isInterrupted, !isBuilt { problem = interruption }
        let tries = Tries(record).stages(JUnitCases.isBuilding)
        let failed = tries.filter(\.hasFailed).flatMap(\.earlier)
        return JUnitCase(
            name: "build", seconds: seconds(JUnitCases.isBuilding), problem: problem, earlier: failed,
            output: (tries.map(\.sentence) + warnings(JUnitCases.isBuilding)).joined(separator: "\n"))
    }

    private func smokeTest(_ test: TestRecord) -> JUnitCase {
        var note = test.cached ? "passed in an earlier run of the same artifact, and was not run again\n" : ""
        if let emulator = test.emulator { note += "ran under \(emulator)\n" }
        return JUnitCase(
            name: "smoke: \(test.name)", seconds: test.seconds,
            problem: test.failure.map { JUnitProblem($0, in: record.outcome, rerun: rerun) }, earlier: test.earlier,
            output: note + test.output)
    }

    /// What went wrong around the smoke tests: processes left behind, an artifact that does not start, the end of the run.
    private var rest: JUnitCase? {
        let warnings = warnings { $0 == .smoke }
        var rest = JUnitCase(name: "smoke", seconds: 0, output: warnings.joined(separator: "\n"))
        if record.warnings.contains(where: { $0.code == Self.leftovers }) { rest.name = "leftovers" }
        if let failure = record.outcome.failure, failure.stage == .smoke, !isToldByTest(failure), !isRule(failure) {
            rest.name = failure.code == Self.leftovers ? "leftovers" : "smoke"
            if case .flaky = record.outcome {
                rest.earlier = [failure]
            } else {
                rest.problem = JUnitProblem(failure, in: record.outcome, rerun: rerun)
            }
            return rest
        }
        if case .skipped(let reason) = record.outcome, isBuilt {
            rest.name = "smoke"
            rest.problem = .skipped(reason)
            return rest
        }
        if isInterrupted, isBuilt {
            rest.name = "smoke"
            rest.problem = interruption
            return rest
        }
        return warnings.isEmpty ? nil : rest
    }

    private var size: JUnitCase {
        var problem = failure { $0 == .measure }
        if problem == nil, record.artifact == nil {
            problem = JUnitProblem(element: .skipped, type: "NoArtifact", message: "there is no artifact to measure")
        }
        let output = (record.artifact.map { [sizes($0)] } ?? []) + warnings { $0 == .measure }
        return JUnitCase(
            name: "size", seconds: seconds { $0 == .measure }, problem: problem, output: output.joined(separator: "\n"))
    }

    /// A cell that has passed though it is expected to fail.
    private var rule: JUnitCase? {
        guard let failure = record.outcome.failure, isRule(failure) else { return nil }
        return JUnitCase(
            name: "outcome", seconds: 0, problem: JUnitProblem(failure, in: record.outcome, rerun: rerun))
    }

    private func sizes(_ artifact: ArtifactRecord) -> String {
        let parts = artifact.components.map {
            "\($0.component.rawValue): \($0.stored) bytes stored, \($0.raw) extracted"
        }
        return (["\(artifact.file): \(artifact.size) bytes"] + parts).joined(separator: "\n")
    }
}

extension JUnitCases {
    /// The code of processes that a test has left behind.
    private static let leftovers = "smoke.left-behind"

    private static func isBuilding(_ stage: Stage) -> Bool { stage != .smoke && stage != .measure }

    private func seconds(_ stages: (Stage) -> Bool) -> Double {
        record.stages.reduce(0) { stages($1.stage) ? $0 + $1.seconds : $0 }
    }

    private func failure(_ stages: (Stage) -> Bool) -> JUnitProblem? {
        guard let failure = record.outcome.failure, stages(failure.stage), !isRule(failure) else { return nil }
        return JUnitProblem(failure, in: record.outcome, rerun: rerun)
    }

    private func warnings(_ stages: (Stage) -> Bool) -> [String] {
        record.warnings.filter { stages($0.stage) }.map { "warning: \($0.message) [\($0.code)]" }
    }

    /// Whether the failure is of the outcome, not of a stage.
    private func isRule(_ failure: Failure) -> Bool { failure.code.hasPrefix("outcome.") }

    /// A flaky cell's failure is told by the test that was tried again.
    private func isToldByTest(_ failure: Failure) -> Bool {
        record.tests.contains { test in
            test.failure?.code == failure.code
                || record.outcome.hasPassed && test.earlier.contains { $0.code == failure.code }
        }
    }

    private var isInterrupted: Bool { record.outcome == .interrupted }
    private var isBuilt: Bool { record.artifact != nil }

    private var interruption: JUnitProblem {
        let cause = signal.map { "the run was ended by signal \($0)" } ?? "the run ended"
        let point = record.stages.isEmpty ? "before this cell was begun" : "before this cell was finished"
        return .interrupted("\(cause) \(point)", rerun: rerun)
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
