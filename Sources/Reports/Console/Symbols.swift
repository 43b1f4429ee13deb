/// The characters that stand for the states of cells, each state with one of its own, so that none is told by colour alone.
package struct Symbols: Sendable {
    /// For terminals that show Unicode.
    package static let unicode = Symbols(
        passed: "✓", failed: "✗", waiting: "·", done: "█", bad: "▓", active: "▒", rest: "░", bar: "│",
        spinner: ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"])
    /// For all others.
    package static let ascii = Symbols(
        passed: "+", failed: "X", waiting: ".", done: "#", bad: "X", active: ":", rest: ".", bar: "|",
        spinner: ["|", "/", "-", "\\"])

    let passed: String
    let failed: String
    let waiting: String
    let flaky = "~"
    let allowedToFail = "!"
    let expectedToFail = "="
    let skipped = "-"
    let interrupted = "?"
    /// What bars are made of: cells that are done, gone wrong, being worked on, and the rest.
    let done: String
    let bad: String
    let active: String
    let rest: String
    /// Stands before the lines of a log.
    let bar: String
    private let spinner: [String]

    private init(
        passed: String, failed: String, waiting: String, done: String, bad: String, active: String, rest: String,
        bar: String, spinner: [String]
    ) {
        self.passed = passed
        self.failed = failed
        self.waiting = waiting
        self.done = done
        self.bad = bad
        self.active = active
        self.rest = rest
        self.bar = bar
        self.spinner = spinner
    }

    /// The sign of work at that moment.
    func running(at now: Double) -> String {
        guard now.isFinite, now.magnitude < 1e12 else { return spinner.first ?? "" }
        let turn = Int((now * 10).rounded(.down)) % spinner.count
        return spinner[abs(turn)]
    }
}
