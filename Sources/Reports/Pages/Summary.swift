package import Matrix

/// `summary.md`: the run on one page for people, failures last. It never exceeds what GitHub accepts as a job summary.
package struct Summary: Sendable {
    /// The most bytes the page may have; GitHub drops a summary of more than 1 MiB as a whole.
    package static let limit = 960 * 1024

    private let record: RunRecord

    package init(_ record: RunRecord) { self.record = record }

    /// The page.
    package var markdown: String { markdown(limit: Summary.limit) }

    /// The page within another limit. The table gets up to half of it, the dropped cells an eighth, the failures the rest.
    func markdown(limit: Int) -> String {
        var page = title
        page += table(within: limit / 2)
        page += dropped(within: limit / 8)
        page += failures(within: limit - page.utf8.count)
        return page
    }

    private var title: String {
        let counts = Counts(record)
        var lines = ["# \(headline(counts))", "", counts.sentence + duration + ".", ""]
        if let signal = record.interruptedBy { lines += ["The run was ended by signal \(signal).", ""] }
        return lines.joined(separator: "\n") + "\n"
    }

    private func headline(_ counts: Counts) -> String {
        switch counts.verdict {
        case "green": "All cells are green"
        case "red": counts.failed == 1 ? "1 cell failed" : "\(counts.failed) cells failed"
        default: "The run was interrupted"
        }
    }

    private var duration: String { record.finished.map { ", in \(Span($0 - record.started).text)" } ?? "" }

    private func table(within limit: Int) -> String {
        if record.cells.isEmpty { return "" }
        var table = MarkdownTable(columns: [
            .left("state"), .left("app"), .left("mode"), .left("OTP"), .left("Elixir"), .left("target"),
            .right("time"), .right("size"),
        ])
        for cell in record.cells { table.add(row(cell)) }
        let kept = Allowance(limit).fitting(table.rows)
        return table.text(kept) + "\n" + omitted(table.rows.count - kept.count, "cells are")
    }

    private func row(_ record: CellRecord) -> [String] {
        let cell = record.cell
        return [
            record.outcome.word == "passed" ? "passed" : "**\(record.outcome.word)**",
            Markdown.text(cell.app), cell.mode.rawValue, Markdown.text(cell.otp?.text ?? cell.otpRequest.text),
            Markdown.text(cell.elixir?.text ?? ""), Markdown.text(cell.target.name),
            record.stages.isEmpty ? "" : Span(record.seconds).text,
            record.artifact.map { ByteCount($0.size).text } ?? "",
        ]
    }

    private func dropped(within limit: Int) -> String {
        if record.dropped.isEmpty { return "" }
        var table = MarkdownTable(columns: [.left("cell"), .left("reason")])
        for dropped in record.dropped {
            table.add([Markdown.text(dropped.cell.id.text), Markdown.text(dropped.reason)])
        }
        let kept = Allowance(limit).fitting(table.rows)
        let count = record.dropped.count
        return "<details><summary>\(count) \(count == 1 ? "cell was" : "cells were") dropped</summary>\n\n"
            + table.text(kept) + "\n" + omitted(table.rows.count - kept.count, "dropped cells are") + "</details>\n\n"
    }

    private func failures(within limit: Int) -> String {
        let ranked = record.cells.filter { !$0.outcome.isAcceptable } + record.cells.filter(\.outcome.isAcceptable)
        let sections = ranked.compactMap(FailureSection.init)
        if sections.isEmpty { return "" }
        let head = "## Failures\n\n"
        let kept = Allowance(limit - head.utf8.count - 100).fitting(sections.lazy.map(\.markdown))
        return head + kept.joined() + omitted(sections.count - kept.count, "failures are")
    }

    private func omitted(_ count: Int, _ what: String) -> String {
        count == 0 ? "" : "\(count) more \(what) in `run.json`.\n\n"
    }
}

/// A number of bytes that texts may use up.
struct Allowance {
    private let bytes: Int

    init(_ bytes: Int) { self.bytes = bytes }

    /// The longest beginning of the list that fits; texts behind it are not even made.
    func fitting(_ texts: some Sequence<String>) -> [String] {
        var left = bytes
        var kept: [String] = []
        for text in texts {
            left -= text.utf8.count
            if left < 0 { break }
            kept.append(text)
        }
        return kept
    }
}
