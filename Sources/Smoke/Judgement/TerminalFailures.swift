import Host
import Matrix

extension Failure {
    private static func terminal(_ code: String, _ message: String, _ hint: String, _ screen: String) -> Failure {
        Failure(stage: .smoke, code: code, message: message, hint: hint, log: Printable.tail(screen, lines: 24))
    }

    static func terminalText(_ text: String, step: Int, within limit: Duration, screen: String) -> Failure {
        terminal(
            "smoke.terminal-text",
            "step \(step): the terminal did not show \(Printable.quoted(text)) within \(limit.words)",
            "what it showed since the last key is below; texts are looked for without colours and cursor movements",
            screen)
    }

    static func terminalEnded(_ text: String, step: Int, _ ending: String, screen: String) -> Failure {
        terminal(
            "smoke.terminal-text",
            "step \(step): the program \(ending) before the terminal showed \(Printable.quoted(text))",
            "what it showed since the last key is below", screen)
    }

    static func unknownKey(_ key: String, step: Int) -> Failure {
        terminal(
            "smoke.bad-test", "step \(step): there is no key \(Printable.quoted(key))",
            "keys are single characters, ctrl- and a letter, and \(Keys.names.joined(separator: ", "))", "")
    }

    static func terminalMode(_ screen: String) -> Failure {
        terminal(
            "smoke.terminal-mode", "left the terminal in raw mode: a shell would not echo or edit lines any more",
            "end the runtime with System.halt, which restores the terminal", screen)
    }
}
