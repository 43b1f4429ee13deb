package import Matrix

/// What is said at the end of a run: the cells and what became of them, what came from the cache, and last why cells are red.
package struct Verdict: Sendable {
    /// The most cells that are shown as a table; of more, only those that are not simply green are told of.
    static let tableRows = 50
    /// The most cells that are told of with hints and logs.
    static let fullStories = 25

    private let record: RunRecord
    private let style: Style

    package init(_ record: RunRecord, style: Style = .plain) {
        self.record = record
        self.style = style
    }

    /// The lines, failures behind the table, those that count behind those that are allowed, the sum of it all at the very end.
    package var lines: [String] {
        var lines = table
        if let cached = CacheUse(record).sentence { lines += ["", cached] }
        lines += emulated + skipped + stories + unfinished
        return lines + ["", ending]
    }

    private var table: [String] {
        if record.cells.isEmpty { return ["No cell was planned."] }
        if record.cells.count > Verdict.tableRows {
            return [
                "\(record.cells.count) cells; run.json and junit.xml have them all, here are those that are not green."
            ]
        }
        var table = TextTable(["cell", "outcome", "time", "size"], right: ["time", "size"])
        for cell in record.cells {
            table.add([
                .init(cell.cell.id.text), .init(word(cell), cell.outcome.paint),
                .init(cell.stages.isEmpty ? "" : Span(cell.seconds).text, isRight: true),
                .init(cell.artifact.map { ByteCount($0.size).text } ?? "", isRight: true),
            ])
        }
        return table.lines(style)
    }

    private func word(_ cell: CellRecord) -> String { cell.outcome.word + (cell.isCarried ? " (earlier run)" : "") }

    private var emulated: [String] {
        let lines = EmulatedCells(record).sentences.map {
            "\(style.paint("emulated", .dim))  \(PlainText($0).oneLine)"
        }
        return lines.isEmpty ? [] : [""] + lines
    }

    private var skipped: [String] {
        let lines = SkippedCells(record).reasons.map { reason in
            "\(style.paint("skipped", .yellow))  \(reason.cells): \(PlainText(reason.text).oneLine)"
        }
        return lines.isEmpty ? [] : [""] + lines
    }

    /// The stories of cells that can be seen to be acceptable, then those of the red ones.
    private var stories: [String] {
        stories(record.cells.filter(\.outcome.isAcceptable)) + stories(record.cells.filter { !$0.outcome.isAcceptable })
    }

    private func stories(_ cells: [CellRecord]) -> [String] {
        let rerun = Rerun(record)
        var told = ToldFailures()
        var count = 0
        return cells.flatMap { cell -> [String] in
            let isFull = count < Verdict.fullStories
            let detail = told.same(as: cell).map { CellStory.Detail.sameAs($0) } ?? (isFull ? .full : .brief)
            let story = CellStory(cell, detail: detail, rerun: rerun, style: style).lines
            if story.isEmpty { return [] }
            count += 1
            return [""] + story
        }
    }

    /// The line that takes up the whole run again.
    private var unfinished: [String] {
        guard let rerun = Rerun(record), let purpose = rerun.purpose(Counts(record)) else { return [] }
        return ["", "\(purpose): " + style.paint(rerun.unfinished, .bold)]
    }

    private var ending: String {
        let counts = Counts(record)
        var text = counts.sentence
        if let finished = record.finished { text += " (\(Span(finished - record.started).text))" }
        if let signal = record.interruptedBy { text += ", ended by signal \(signal)" }
        switch counts.verdict {
        case "green": return style.paint(text, .green)
        case "red": return style.paint(text, .red)
        default: return style.paint(text, .yellow)
        }
    }
}
