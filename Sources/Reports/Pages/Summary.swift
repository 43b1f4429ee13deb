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
    package func markdown(limit: Int) -> String {
        var page = title
        page += table(within: limit / 2)
        page += emulated
        page += skipped(within: limit / 16) + dropped(within: limit / 8)
        page += failures(within: limit - page.utf8.count)
        return page
    }

    private var title: String {
        let counts = Counts(record)
        var lines = ["# \(headline(counts))", "", counts.sentence + duration + ".", ""]
        if let signal = record.interruptedBy { lines += ["The run was ended by signal \(signal).", ""] }
        if let rerun = Rerun(record), let purpose = rerun.purpose(counts) {
            lines += ["To \(purpose): \(Markdown.code(rerun.unfinished))", ""]
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private func headline(_ counts: Counts) -> String {
        switch counts.verdict {
        case "green": counts.skipped == 0 ? "All cells are green" : "No cell failed, \(counts.skipped) skipped"
        case "red": counts.failed == 1 ? "1 cell failed" : "\(counts.failed) cells failed"
        default: "The run was interrupted"
        }
    }

    private var duration: String { record.finished.map { ", in \(Span($0 - record.started).text)" } ?? "" }

    private func table(within limit: Int) -> String {
        if record.cells.isEmpty { return "" }
        let table = MarkdownTable(columns: [
            .left("state"), .left("app"), .left("mode"), .left("OTP"), .left("Elixir"), .left("target"),
            .right("time"), .right("size"),
        ])
        let kept = Allowance(limit).fitting(ranked.lazy.map { MarkdownTable.row(row($0)) })
        return table.text(kept) + "\n" + omitted(record.cells.count - kept.count, "cells are")
    }

    /// The cells of the table: of more than fit, those that are not simply green come first.
    private var ranked: [CellRecord] {
        if record.cells.count <= 1000 { return record.cells }
        return record.cells.filter { $0.outcome != .passed } + record.cells.filter { $0.outcome == .passed }
    }

    private func row(_ record: CellRecord) -> [String] {
        let cell = record.cell
        let word = record.outcome == .passed ? "passed" : "**\(record.outcome.word)**"
        return [
            word + (record.isCarried ? " (earlier run)" : ""),
            Markdown.text(cell.app), cell.mode.rawValue, Markdown.text(cell.otp?.text ?? cell.otpRequest.text),
            Markdown.text(cell.elixir?.text ?? ""), Markdown.text(cell.target.name),
            record.stages.isEmpty ? "" : Span(record.seconds).text,
            record.artifact.map { ByteCount($0.size).text } ?? "",
        ]
    }

    private var emulated: String {
        let lines = EmulatedCells(record).sentences.prefix(8).map { "- \(Markdown.text(PlainText.excerpt($0, 200)))\n" }
        return lines.isEmpty ? "" : lines.joined() + "\n"
    }

    private func skipped(within limit: Int) -> String {
        let lines = SkippedCells(record).reasons.lazy.map { reason in
            "- \(reason.cells) skipped: \(Markdown.text(PlainText.excerpt(reason.text, 2000)))\n"
        }
        let kept = Allowance(limit).fitting(lines)
        return kept.isEmpty ? "" : kept.joined() + "\n"
    }

    private func dropped(within limit: Int) -> String {
        if record.dropped.isEmpty { return "" }
        let table = MarkdownTable(columns: [.left("cell"), .left("reason")])
        let rows = record.dropped.lazy.map { dropped in
            MarkdownTable.row([Markdown.text(dropped.cell.id.text), Markdown.text(dropped.reason)])
        }
        let kept = Allowance(limit).fitting(rows)
        let count = record.dropped.count
        return "<details><summary>\(count) \(count == 1 ? "cell was" : "cells were") dropped</summary>\n\n"
            + table.text(kept) + "\n" + omitted(count - kept.count, "dropped cells are") + "</details>\n\n"
    }

    /// The red cells first, then those that are flaky, allowed to fail or warned of; as many as fit.
    private func failures(within limit: Int) -> String {
        let red = record.cells.filter { !$0.outcome.isAcceptable }
        let page = sections(red, "Failures", within: limit)
        let others = record.cells.filter(\.outcome.isAcceptable)
        return page + sections(others, "Worth knowing", within: limit - page.utf8.count)
    }

    private func sections(_ cells: [CellRecord], _ title: String, within limit: Int) -> String {
        let rerun = Rerun(record)
        var told = ToldFailures()
        let sections = cells.compactMap { FailureSection($0, rerun: rerun, same: told.same(as: $0)) }
        if sections.isEmpty { return "" }
        let head = "## \(title)\n\n"
        let note = 100
        let kept = Allowance(limit - head.utf8.count - note).fitting(sections.lazy.map(\.markdown))
        if kept.isEmpty, limit < head.utf8.count + note { return "" }
        return head + kept.joined() + omitted(sections.count - kept.count, "cells are told of")
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
