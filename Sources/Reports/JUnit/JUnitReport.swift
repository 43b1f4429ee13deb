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

    /// The document in UTF-8.
    package var bytes: [UInt8] {
        let rerun = Rerun(record)
        let timestamp = TimeOfDay(record.started).plain
        let suites = record.cells.map { cell in
            let line = cell.outcome.isAcceptable ? nil : rerun?.line(cell.cell.id)
            return JUnitSuite(
                cell, cases: JUnitCases(cell, signal: record.interruptedBy, rerun: line).all,
                timestamp: timestamp, attachments: attachments[cell.cell.id] ?? [])
        }
        let limits = TextLimits(suites)
        var xml = XMLText()
        xml.markup("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites")
        xml.attribute("name", "bmatrix")
        xml.attribute("tests", suites.map(\.cases.count).sum())
        xml.attribute("failures", suites.map { $0.count(.failure) }.sum())
        xml.attribute("errors", suites.map { $0.count(.error) }.sum())
        xml.attribute("time", Span(suites.reduce(0) { $0 + $1.seconds }).exact)
        xml.markup(">\n")
        for suite in suites { suite.write(limits, to: &xml) }
        xml.markup("</testsuites>\n")
        return xml.bytes
    }

    /// The document as text.
    var xml: String { String(decoding: bytes, as: UTF8.self) }
}

/// How many characters one text of the report may have, so that the file stays well below the 30 MB that GitLab reads.
struct TextLimits {
    /// Of a case that is not simply green, and of each earlier try.
    let problem: Int
    /// Of a green case.
    let green: Int

    init(_ suites: [JUnitSuite]) {
        var cases = 0
        var problems = 0
        for one in suites.lazy.flatMap(\.cases) {
            cases += 1
            problems += (one.problem == nil ? 0 : 1) + one.earlier.count
        }
        problem = max(256, min(16_384, 1_000_000 / max(1, problems)))
        green = min(1024, 1_000_000 / max(1, cases))
    }
}
