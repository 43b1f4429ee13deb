package import Matrix

/// `junit.xml`: every planned cell as a suite, in the form of Jenkins' `junit-10.xsd`, which is the strictest of the readers.
package struct JUnitReport: Sendable {
    private let record: RunRecord
    private let attachments: [CellID: [String]]

    /// - Parameter attachments: log files to name beside a cell's failures, by paths that the reader of the report can open.
    package init(_ record: RunRecord, attachments: [CellID: [String]] = [:]) {
        self.record = record
        self.attachments = attachments
    }

    /// The document.
    package var xml: String {
        let suites = record.cells.map { cell in
            JUnitSuite(
                cell, cases: JUnitCases(cell, signal: record.interruptedBy).all,
                started: record.started, attachments: attachments[cell.cell.id] ?? [])
        }
        let limits = TextLimits(suites)
        let totals =
            XMLText.attribute("name", "bmatrix")
            + XMLText.attribute("tests", "\(suites.map(\.cases.count).sum())")
            + XMLText.attribute("failures", "\(suites.map { $0.count(.failure) }.sum())")
            + XMLText.attribute("errors", "\(suites.map { $0.count(.error) }.sum())")
            + XMLText.attribute("time", Span(suites.reduce(0) { $0 + $1.seconds }).exact)
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites\(totals)>\n"
            + suites.map { $0.xml(limits) }.joined() + "</testsuites>\n"
    }

}

/// How many characters one text of the report may have, so that the file stays well below the 30 MB that GitLab reads.
struct TextLimits {
    /// Of a case that is not simply green.
    let problem: Int
    /// Of a green case.
    let green: Int

    init(_ suites: [JUnitSuite]) {
        let cases = suites.flatMap(\.cases)
        let problems = cases.filter { $0.problem != nil }.count
        problem = max(256, min(16_384, 1_000_000 / max(1, problems)))
        green = min(1024, 1_000_000 / max(1, cases.count))
    }
}
