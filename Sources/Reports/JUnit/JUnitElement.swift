import Matrix

/// The `testcase` of one case, with all that stands in it.
struct JUnitElement {
    private let content: JUnitCase
    private let className: String
    private let attachments: [String]

    init(_ content: JUnitCase, className: String, attachments: [String]) {
        self.content = content
        self.className = className
        self.attachments = attachments
    }

    /// Appends the case to a document.
    func write(_ limits: TextLimits, to xml: inout XMLText) {
        xml.markup("    <testcase")
        xml.attribute("classname", className)
        xml.attribute("name", content.name)
        xml.attribute("time", Span(content.seconds).exact)
        let output = output(limits)
        guard content.problem != nil || !content.earlier.isEmpty || !output.isEmpty else { return xml.markup("/>\n") }
        xml.markup(">\n")
        if let problem = content.problem { write(problem, limits.problem, to: &xml) }
        if let element = earlierElement { for failure in content.earlier { write(failure, element, limits, to: &xml) } }
        if !output.isEmpty {
            xml.markup("      <system-out>")
            xml.content(output)
            xml.markup("</system-out>\n")
        }
        xml.markup("    </testcase>\n")
    }

    /// The message stands in the body too: some readers show the one, some the other.
    private func write(_ problem: JUnitProblem, _ limit: Int, to xml: inout XMLText) {
        let message = PlainText.excerpt(problem.message, min(limit, 2000))
        let body = problem.details.isEmpty ? message : message + "\n\n" + PlainText.excerpt(problem.details, limit)
        xml.markup("      <\(problem.element.rawValue)")
        xml.attribute("type", problem.type)
        xml.attribute("message", message)
        xml.markup(">")
        xml.content(body)
        xml.markup("</\(problem.element.rawValue)>\n")
    }

    /// Surefire's words for earlier tries: flaky where the last one passed, rerun where it failed, too.
    private var earlierElement: String? {
        switch content.problem?.element {
        case nil: "flakyFailure"
        case .failure, .error: "rerunFailure"
        case .skipped: nil
        }
    }

    private func write(_ failure: Failure, _ element: String, _ limits: TextLimits, to xml: inout XMLText) {
        let message = PlainText.excerpt(failure.message, min(limits.problem, 2000))
        let log = failure.log.isEmpty ? message : message + "\n\n" + failure.log.joined(separator: "\n")
        xml.markup("      <\(element)")
        xml.attribute("message", message)
        xml.attribute("type", failure.code)
        xml.markup("><stackTrace>")
        xml.content(PlainText.excerpt(log, limits.problem))
        xml.markup("</stackTrace></\(element)>\n")
    }

    /// What the program wrote; GitLab looks for attachments here, beside failures only.
    private func output(_ limits: TextLimits) -> String {
        let limit = content.problem == nil ? limits.green : limits.problem
        var parts = content.output.isEmpty ? [] : [PlainText.excerpt(content.output, limit)]
        if content.problem?.element == .failure { parts += attachments.map { "[[ATTACHMENT|\($0)]]" } }
        return parts.joined(separator: "\n")
    }
}
