import Reports

/// How results can be shown.
struct TerminalExamination {
    let surroundings: DoctorSurroundings
    let terminal: Terminal
    /// The CI service that called, if one did.
    let service: Service?

    var examination: Examination {
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { name in
            surroundings.variable(name).map { "\(name)=\($0)" }
        }.first
        let output = terminal.isTerminal ? "a terminal (TERM=\(surroundings.variable("TERM") ?? ""))" : "no terminal"
        let called = service.map { ", called by \($0)" } ?? ""
        let seen = "\(output), locale \(locale ?? "not set")\(called)"
        if locale.map({ $0.uppercased() }).map({ $0.contains("UTF-8") || $0.contains("UTF8") }) == true {
            return Examination("terminal", seen: seen)
        }
        return Examination(
            "terminal", .note, seen: seen, follows: "the screen is drawn with ASCII alone",
            mend: "export LANG=C.UTF-8; programs that are built read and write UTF-8 whatever it is")
    }
}
