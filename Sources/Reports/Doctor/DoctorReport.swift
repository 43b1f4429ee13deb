package import Matrix

/// What `bmatrix doctor` prints: what was seen of this machine, what follows, and the mend for each problem.
package struct DoctorReport: Sendable {
    /// The version of the JSON's form.
    package static let format = 1

    private let tool: String
    private let host: Target
    private let examinations: [Examination]

    /// - Parameters:
    ///   - tool: the tool's version.
    ///   - host: what `auto` stands for here.
    package init(tool: String, host: Target, _ examinations: [Examination]) {
        self.tool = tool
        self.host = host
        self.examinations = examinations
    }

    /// Whether a build can go well.
    package var isSound: Bool { !examinations.contains { $0.state == .problem } }

    /// The findings as JSON.
    package func json() throws(ReportError) -> [UInt8] {
        try JSONText.document(
            DoctorDocument(
                format: DoctorReport.format, tool: tool, host: host, sound: isSound, checks: examinations))
    }

    /// The findings for people.
    package func lines(style: Style = .plain) -> [String] {
        let width = examinations.map(\.name.count).max() ?? 0
        let lines = examinations.flatMap { Self.lines(of: $0, width, style) }
        return ["bmatrix \(tool) on \(host.platform.asSystem)", ""] + lines + ["", ending]
    }

    private static func lines(of examination: Examination, _ width: Int, _ style: Style) -> [String] {
        let paint: Style.Paint =
            switch examination.state {
            case .fine: .green
            case .note: .yellow
            case .problem: .red
            }
        let margin = String(repeating: " ", count: 11 + width)
        let state = style.paint(examination.state.rawValue.padded(to: 7), paint)
        let head = "\(state)  \(examination.name.padded(to: width))  \(clean(examination.seen))"
        let follows = examination.follows.map { ["\(margin)so: \(clean($0))"] } ?? []
        let mend = examination.mend.map { ["\(margin)mend: \(clean($0))"] } ?? []
        return [head] + examination.details.map { style.paint("\(margin)\(clean($0))", .dim) } + follows + mend
    }

    private static func clean(_ text: String) -> String { ScreenText(cleaning: text).text }

    private var ending: String {
        func count(_ state: Examination.State) -> Int { examinations.count { $0.state == state } }
        let (notes, problems) = (count(.note), count(.problem))
        let words = [
            "\(count(.fine)) fine", "\(notes) \(notes == 1 ? "note" : "notes")",
            "\(problems) \(problems == 1 ? "problem" : "problems")",
        ]
        return words.joined(separator: ", ")
    }
}

/// The whole of the JSON.
struct DoctorDocument: Codable {
    var format: Int
    var tool: String
    var host: Target
    var sound: Bool
    var checks: [Examination]
}
