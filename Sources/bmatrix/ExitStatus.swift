/// How bmatrix ends, as `docs/exit-codes.md` tells users.
enum ExitStatus: Int32, Error {
    case success = 0
    /// A required cell or artifact is red.
    case red = 1
    /// The matrix file or the command line is wrong.
    case usage = 2
    /// Nothing was selected, so nothing is known.
    case nothingSelected = 3
    /// The surroundings failed: network, disk, cache.
    case infrastructure = 6
    /// Ended by SIGINT (128 + 2) or SIGTERM (128 + 15).
    case interrupted = 130
    case terminated = 143

    /// The status for the signal that ended a run.
    init(signal: Int32) { self = signal == 15 ? .terminated : .interrupted }
}

/// Why the tool cannot go on: not a red cell, but a wrong file, a wrong word or a broken host.
struct Fault: Error {
    let status: ExitStatus
    /// A stable code.
    let code: String
    let message: String
    let hint: String

    /// What is printed.
    var text: String { "error: \(message) [\(code)]" + (hint.isEmpty ? "" : "\n  hint: \(hint)") }
}
