package import Matrix

/// What `bmatrix plan --graph` prints: the actions of a plan, what each needs, and what is in the cache.
package struct GraphReport: Sendable {
    /// The version of the JSON's form.
    package static let format = 1

    private let actions: [PlannedAction]
    private let jobs: Int
    /// The bytes of artifacts in earlier runs, by cell.
    private let sizes: [CellID: Int]
    private let numbers: [String: Int]

    package init(_ actions: [PlannedAction], jobs: Int, sizes: [CellID: Int]) {
        self.actions = actions
        self.jobs = max(1, jobs)
        self.sizes = sizes
        numbers = Dictionary(actions.enumerated().map { ($1.key, $0 + 1) }) { first, _ in first }
    }

    /// The actions as a table, with an estimate of all below.
    package func lines(style: Style = .plain) -> [String] {
        var table = TextTable(["#", "stage", "what", "state", "cells", "needs"], right: ["#", "cells"])
        for (index, action) in actions.enumerated() {
            let needs = action.needs.compactMap { numbers[$0] }.sorted().map(String.init).joined(separator: " ")
            table.add([
                .init(String(index + 1), isRight: true), .init(action.stage.rawValue), .init(action.subject),
                state(action), .init(String(action.cells.count), isRight: true), .init(needs, .dim),
            ])
        }
        return table.lines(style) + ["", ending]
    }

    /// The actions as JSON.
    package func json() throws(ReportError) -> [UInt8] {
        try JSONText.document(
            GraphDocument(
                format: GraphReport.format, actions: actions, seconds: wallTime, work: work, size: size))
    }

    /// The actions in the language of Graphviz.
    package var dot: String {
        var lines = ["digraph bmatrix {", "  rankdir=LR;", "  node [shape=box, style=rounded];"]
        for (index, action) in actions.enumerated() {
            let label = "\(action.stage.rawValue)\\n\(GraphReport.quoted(action.subject))"
            lines.append("  a\(index + 1) [label=\"\(label)\"\(action.cached ? ", color=gray" : "")];")
            for need in action.needs.compactMap({ numbers[$0] }) { lines.append("  a\(need) -> a\(index + 1);") }
        }
        return (lines + ["}", ""]).joined(separator: "\n")
    }

    private func state(_ action: PlannedAction) -> TextTable.Field {
        if action.cached { return .init("in the cache", .green) }
        return .init(action.seconds > 0 ? "about \(Span(action.seconds).text)" : "at once")
    }

    private var ending: String {
        let done = actions.count(where: \.cached)
        let sum = "\(actions.count) actions, \(done) of them in the cache"
        let time = "; about \(Span(work).text) of work, \(Span(wallTime).text) with \(jobs) at once"
        return sum + (work > 0 ? time : "") + (size > 0 ? "; artifacts of \(ByteCount(size).text)" : "")
    }

    /// Seconds of all work.
    private var work: Double { actions.reduce(0) { $0 + $1.seconds } }

    /// No faster than the longest path, and no faster than all work shared out evenly.
    private var wallTime: Double {
        var ends: [String: Double] = [:]
        for action in actions {
            ends[action.key] = action.seconds + (action.needs.compactMap { ends[$0] }.max() ?? 0)
        }
        return max(ends.values.max() ?? 0, work / Double(jobs))
    }

    private var size: Int { Set(actions.flatMap(\.cells)).reduce(0) { $0 + (sizes[$1] ?? 0) } }

    private static func quoted(_ text: String) -> String {
        PlainText(text).oneLine.flatMap { $0 == "\"" || $0 == "\\" ? ["\\", $0] : [$0] }.map(String.init).joined()
    }
}

/// The whole of the JSON.
private struct GraphDocument: Codable {
    var format: Int
    var actions: [PlannedAction]
    /// Expected seconds from beginning to end, and of all work.
    var seconds: Double
    var work: Double
    /// Bytes of all artifacts, as far as earlier runs tell.
    var size: Int
}
