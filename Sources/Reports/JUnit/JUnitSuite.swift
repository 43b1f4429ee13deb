import Matrix

/// The `testsuite` of one cell.
struct JUnitSuite {
    let cases: [JUnitCase]
    private let cell: CellRecord
    private let timestamp: String
    private let attachments: [String]

    /// - Parameter timestamp: when the run began.
    init(_ cell: CellRecord, cases: [JUnitCase], timestamp: String, attachments: [String]) {
        self.cell = cell
        self.cases = cases
        self.timestamp = timestamp
        self.attachments = attachments
    }

    /// How many cases are told by that element.
    func count(_ element: JUnitProblem.Element) -> Int {
        cases.reduce(0) { $1.problem?.element == element ? $0 + 1 : $0 }
    }

    /// The sum of the cases' times, each rounded as it is written.
    var seconds: Double { Double(cases.reduce(0) { $0 + Span($1.seconds).milliseconds }) / 1000 }

    /// Appends the suite to a document.
    func write(_ limits: TextLimits, to xml: inout XMLText) {
        xml.markup("  <testsuite")
        xml.attribute("name", cell.cell.id.text)
        xml.attribute("tests", cases.count)
        xml.attribute("failures", count(.failure))
        xml.attribute("errors", count(.error))
        xml.attribute("skipped", count(.skipped))
        xml.attribute("time", Span(seconds).exact)
        xml.attribute("timestamp", timestamp)
        xml.markup(">\n")
        writeProperties(to: &xml)
        let name = className
        for one in cases { JUnitElement(one, className: name, attachments: attachments).write(limits, to: &xml) }
        xml.markup("  </testsuite>\n")
    }

    private func writeProperties(to xml: inout XMLText) {
        let axes = cell.cell
        let values: [(String, String?)] = [
            ("app", axes.app), ("mode", axes.mode.rawValue), ("otp", axes.otp?.text),
            ("otp-request", axes.otpRequest.text), ("elixir", axes.elixir?.text),
            ("elixir-request", axes.elixirRequest?.text), ("target", axes.target.name),
            ("outcome", cell.outcome.word), ("reason", cell.outcome.reason),
            ("fallback", cell.warnings.first { $0.code == Failure.fallbackCode }?.message),
            ("untested", Support.untested(axes.target)), ("emulator", cell.emulator),
            ("carried", cell.isCarried ? "true" : nil),
            ("artifact", cell.artifact?.file), ("sha256", cell.artifact?.sha256),
        ]
        xml.markup("    <properties>\n")
        for (name, value) in values {
            guard let value else { continue }
            xml.markup("      <property")
            xml.attribute("name", name)
            xml.attribute("value", value)
            xml.markup("/>\n")
        }
        xml.markup("    </properties>\n")
    }

    /// Slashes of the cell id become dots, at which Jenkins splits; dots of its versions become underscores, where it must not.
    private var className: String {
        let bytes = cell.cell.id.text.utf8.map { byte in
            switch byte {
            case UInt8(ascii: "."): UInt8(ascii: "_")
            case UInt8(ascii: "/"): UInt8(ascii: ".")
            default: byte
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
