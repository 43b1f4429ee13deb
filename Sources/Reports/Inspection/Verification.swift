/// What `bmatrix verify` tells: a line for each file.
package struct Verification: Sendable {
    /// The version of the JSON's form.
    package static let format = 1

    /// What was found out about one file.
    package struct Finding: Hashable, Codable, Sendable {
        package enum State: String, Codable, Sendable {
            case whole
            /// Not what it should be.
            case bad
        }

        package var file: String
        package var state: State
        /// What it is, in a few words; of a bad one, what is wrong with it.
        package var message: String
        package var code: String?
        package var hint: String?

        /// A file that is what it should be.
        package init(_ file: String, is message: String) {
            self.file = file
            state = .whole
            self.message = message
        }

        /// A file that is not.
        package init(_ file: String, code: String, _ message: String, hint: String) {
            self.file = file
            state = .bad
            self.message = message
            self.code = code
            self.hint = hint
        }
    }

    package let findings: [Finding]

    package init(_ findings: [Finding]) { self.findings = findings }

    /// Whether every file is what it should be.
    package var isSound: Bool { findings.allSatisfy { $0.state == .whole } }

    /// The findings as JSON.
    package func json() throws(ReportError) -> [UInt8] {
        try JSONText.document(Document(format: Self.format, sound: isSound, files: findings))
    }

    /// The findings for people.
    package func lines(style: Style = .plain) -> [String] {
        let lines = findings.flatMap { Self.lines(of: $0, style) }
        let bad = findings.count { $0.state == .bad }
        return lines + ["\(findings.count - bad) whole, \(bad) bad"]
    }

    private static func lines(of finding: Finding, _ style: Style) -> [String] {
        func clean(_ text: String) -> String { ScreenText(cleaning: text).text }
        guard let code = finding.code, let hint = finding.hint else {
            return ["\(style.paint("whole", .green))  \(clean(finding.file)): \(clean(finding.message))"]
        }
        return [
            "\(style.paint("bad", .red))    \(clean(finding.file)): \(clean(finding.message)) [\(code)]",
            "       hint: \(clean(hint))",
        ]
    }

    private struct Document: Encodable {
        var format: Int
        var sound: Bool
        var files: [Finding]
    }
}
