package import Matrix

/// How many cells became what.
package struct Counts: Hashable, Codable, Sendable {
    package var planned = 0
    package var passed = 0
    package var flaky = 0
    package var failed = 0
    package var allowedToFail = 0
    package var expectedToFail = 0
    package var skipped = 0
    package var interrupted = 0
    package var dropped = 0
    /// How many of all these an earlier run has finished.
    package var carried = 0
    /// How many have warnings.
    package var warned = 0

    init() {}

    /// Counts the cells of a run.
    package init(_ record: RunRecord) {
        planned = record.cells.count
        dropped = record.dropped.count
        for cell in record.cells {
            add(cell.outcome)
            if cell.isCarried { carried += 1 }
            if !cell.warnings.isEmpty { warned += 1 }
        }
    }

    mutating func add(_ outcome: Outcome) {
        switch outcome {
        case .passed: passed += 1
        case .flaky: flaky += 1
        case .failed: failed += 1
        case .allowedToFail: allowedToFail += 1
        case .expectedToFail: expectedToFail += 1
        case .skipped: skipped += 1
        case .interrupted: interrupted += 1
        }
    }

    /// One word for the run: `green`, `red` or `interrupted`.
    package var verdict: String {
        if failed > 0 { return "red" }
        return interrupted > 0 ? "interrupted" : "green"
    }

    /// Such as `8 cells: 6 passed, 1 failed, 1 allowed to fail; 3 dropped`.
    var sentence: String {
        let words = [
            (passed, "passed"), (flaky, "flaky"), (failed, "failed"), (allowedToFail, "allowed to fail"),
            (expectedToFail, "expected to fail"), (skipped, "skipped"), (interrupted, "interrupted"),
        ]
        let parts = words.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
        let cells = planned == 1 ? "1 cell" : "\(planned) cells"
        let outcomes = parts.isEmpty ? "" : ": " + parts.joined(separator: ", ")
        let others = [(warned, "with warnings"), (carried, "from an earlier run"), (dropped, "dropped")]
        return cells + outcomes + others.filter { $0.0 > 0 }.map { "; \($0.0) \($0.1)" }.joined()
    }
}
