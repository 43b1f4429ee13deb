import Matrix

/// The `testsuite` of one cell.
struct JUnitSuite {
    let cases: [JUnitCase]
    private let cell: CellRecord
    private let started: Double
    private let attachments: [String]

    init(_ cell: CellRecord, cases: [JUnitCase], started: Double, attachments: [String]) {
        self.cell = cell
        self.cases = cases
        self.started = started
        self.attachments = attachments
    }

    /// How many cases are told by that element.
    func count(_ element: JUnitProblem.Element) -> Int { cases.filter { $0.problem?.element == element }.count }

    /// The sum of the cases' times, each rounded as it is written.
    var seconds: Double { Double(cases.map { Span($0.seconds).milliseconds }.sum()) / 1000 }

    func xml(_ limits: TextLimits) -> String {
        let attributes =
            XMLText.attribute("name", cell.cell.id.text)
            + XMLText.attribute("tests", "\(cases.count)")
            + XMLText.attribute("failures", "\(count(.failure))")
            + XMLText.attribute("errors", "\(count(.error))")
            + XMLText.attribute("skipped", "\(count(.skipped))")
            + XMLText.attribute("time", Span(seconds).exact)
            + XMLText.attribute("timestamp", TimeOfDay(started).plain)
        return "  <testsuite\(attributes)>\n" + properties + cases.map { xml($0, limits) }.joined()
            + "  </testsuite>\n"
    }

    private var properties: String {
        let axes = cell.cell
        let values: [(String, String?)] = [
            ("app", axes.app), ("mode", axes.mode.rawValue), ("otp", axes.otp?.text),
            ("otp-request", axes.otpRequest.text), ("elixir", axes.elixir?.text),
            ("elixir-request", axes.elixirRequest?.text), ("target", axes.target.name),
            ("outcome", cell.outcome.word), ("artifact", cell.artifact?.file), ("sha256", cell.artifact?.sha256),
        ]
        let lines = values.compactMap { name, value in
            value.map { "      <property\(XMLText.attribute("name", name))\(XMLText.attribute("value", $0))/>\n" }
        }
        return "    <properties>\n" + lines.joined() + "    </properties>\n"
    }

    /// Slashes of the cell id become dots, at which Jenkins splits; dots of its versions become underscores, where it must not.
    private var className: String {
        String(cell.cell.id.text.map { $0 == "." ? "_" : $0 == "/" ? "." : $0 })
    }

    private func xml(_ testCase: JUnitCase, _ limits: TextLimits) -> String {
        let limit = testCase.problem == nil ? limits.green : limits.problem
        let head =
            "    <testcase" + XMLText.attribute("classname", className) + XMLText.attribute("name", testCase.name)
            + XMLText.attribute("time", Span(testCase.seconds).exact)
        let inside = xml(testCase.problem, limit) + xml(output: testCase, limit)
        return inside.isEmpty ? head + "/>\n" : head + ">\n" + inside + "    </testcase>\n"
    }

    /// The message stands in the body too: some readers show the one, some the other.
    private func xml(_ problem: JUnitProblem?, _ limit: Int) -> String {
        guard let problem else { return "" }
        let message = PlainText.excerpt(problem.message, min(limit, 2000))
        let body = problem.details.isEmpty ? message : message + "\n\n" + PlainText.excerpt(problem.details, limit)
        let name = problem.element.rawValue
        return "      <\(name)\(XMLText.attribute("type", problem.type))\(XMLText.attribute("message", message))>"
            + XMLText.content(body) + "</\(name)>\n"
    }

    /// What the program wrote; GitLab looks for attachments here, beside failures only.
    private func xml(output testCase: JUnitCase, _ limit: Int) -> String {
        var parts = testCase.output.isEmpty ? [] : [PlainText.excerpt(testCase.output, limit)]
        if testCase.problem?.element == .failure { parts += attachments.map { "[[ATTACHMENT|\($0)]]" } }
        if parts.isEmpty { return "" }
        return "      <system-out>" + XMLText.content(parts.joined(separator: "\n")) + "</system-out>\n"
    }
}
