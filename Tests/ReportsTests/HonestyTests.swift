import FoundationEssentials
import Matrix
import Testing

@testable import Reports

/// Whatever happens in a run, every planned cell has exactly one outcome, and all reports tell the same.
@Suite struct HonestyTests {
    /// What `run.json` says, read without our types.
    private struct Document: Decodable {
        struct Cell: Decodable {
            struct ID: Decodable { var id: String }
            var cell: ID
            var outcome: String
        }
        var cells: [Cell]
        var verdict: String
        var counts: [String: Int]
    }

    /// A cell's outcome by its events alone.
    private struct Truth: Equatable {
        var word = "interrupted"
        var isInfrastructure = false
        var isRed: Bool { ["failed", "interrupted"].contains(word) }
    }

    private func truth(_ events: [Event], _ cells: [Cell]) -> [CellID: Truth] {
        var truth = Dictionary(uniqueKeysWithValues: cells.map { ($0.id, Truth()) })
        for event in events {
            switch event.kind {
            case .cellFinished(let id, let outcome):
                truth[id] = Truth(word: outcome.word, isInfrastructure: outcome.failure?.isInfrastructure ?? false)
            case .cellCarried(let record): truth[record.cell.id] = Truth(word: record.outcome.word)
            default: break
            }
        }
        return truth
    }

    private func status(_ truth: [CellID: Truth], _ events: [Event]) -> Int32 {
        if case .runFinished(let signal?) = events.last?.kind { return 128 + Int32(signal) }
        let red = truth.values.filter(\.isRed)
        if red.isEmpty { return 0 }
        return red.allSatisfy { $0.word == "failed" && $0.isInfrastructure } ? 6 : 1
    }

    @Test("500 random runs", arguments: 0..<10) func property(batch: Int) throws {
        for number in 0..<50 {
            let seed = UInt64(batch * 50 + number + 1)
            let run = try RandomRun(seed: seed)
            var bytes = try run.events.flatMap { try EventLog.line($0) }
            // Half of the logs have a line that is none, and end in the middle of one.
            if seed % 2 == 0 {
                let first = try #require(bytes.firstIndex(of: UInt8(ascii: "\n")))
                bytes.insert(contentsOf: "garbage\n".utf8, at: first + 1)
                bytes += "{\"cell\":\"a".utf8
            }
            let log = EventLog(reading: bytes)
            #expect(log.events.map(\.kind) == run.events.map(\.kind), "seed \(seed)")
            let record = try #require(log.record)
            try check(record, truth(run.events, run.cells), status(truth(run.events, run.cells), run.events), run, seed)
        }
    }

    private func check(
        _ record: RunRecord, _ truth: [CellID: Truth], _ status: Int32, _ run: RandomRun, _ seed: UInt64
    ) throws {
        let ids = run.cells.map(\.id)
        let words = ids.map { truth[$0]?.word ?? "?" }
        #expect(record.cells.map(\.cell.id) == ids, "seed \(seed)")
        #expect(record.cells.map(\.outcome.word) == words, "seed \(seed)")
        #expect(ExitStatus(record).rawValue == status, "seed \(seed)")
        let document = try JSONDecoder().decode(Document.self, from: Data(RunDocument(record).json()))
        #expect(document.cells.map(\.cell.id) == ids.map(\.text), "seed \(seed)")
        #expect(document.cells.map(\.outcome) == words, "seed \(seed)")
        let isRed = words.contains("failed")
        #expect(
            document.verdict == (isRed ? "red" : words.contains("interrupted") ? "interrupted" : "green"),
            "seed \(seed)")
        let counted = ["passed", "flaky", "failed", "skipped", "interrupted"].map { word in
            words.filter { $0 == word }.count
        }
        #expect(
            ["passed", "flaky", "failed", "skipped", "interrupted"].map { document.counts[$0] } == counted,
            "seed \(seed)")
        try checkJUnit(record, truth, seed)
        try checkPages(record, truth, seed)
    }

    private func checkJUnit(_ record: RunRecord, _ truth: [CellID: Truth], _ seed: UInt64) throws {
        let suites = try XMLNode.read(JUnitReport(record).xml).children
        #expect(suites.map { $0.attributes["name"] } == record.cells.map(\.cell.id.text), "seed \(seed)")
        for (suite, cell) in zip(suites, record.cells) {
            let properties = suite.all("properties").flatMap { $0.all("property") }
            let outcome = properties.first { $0.attributes["name"] == "outcome" }?.attributes["value"]
            let expected = try #require(truth[cell.cell.id])
            #expect(outcome == expected.word, "seed \(seed) \(cell.cell.id)")
            let problems = suite.all("testcase").flatMap { $0.all("failure") + $0.all("error") }
            #expect(problems.isEmpty != expected.isRed, "seed \(seed) \(cell.cell.id) \(expected.word)")
            if expected.isRed {
                let line = "rerun: bmatrix run 'm x.yaml' --only \(cell.cell.id)"
                #expect(problems.contains { $0.text.contains(line) }, "seed \(seed) \(cell.cell.id)")
            }
        }
    }

    private func checkPages(_ record: RunRecord, _ truth: [CellID: Truth], _ seed: UInt64) throws {
        let console = Verdict(record).lines
        let page = Summary(record).markdown
        for cell in record.cells {
            let (id, word) = (cell.cell.id, try #require(truth[cell.cell.id]).word)
            let note = cell.isCarried ? " (earlier run)" : ""
            let rows = console.filter { $0.hasPrefix("\(id)  ") }
            if record.cells.count <= 50 {
                #expect(rows.count == 1, "seed \(seed) \(id)")
                let outcome = rows.first.map { $0.dropFirst(id.text.count).drop { $0 == " " } } ?? ""
                #expect(
                    outcome == word + note || outcome.hasPrefix("\(word)\(note)  "), "seed \(seed) \(id): \(outcome)")
            } else {
                #expect(rows.isEmpty)
            }
            let axes = [
                cell.cell.app, cell.cell.mode.rawValue, cell.cell.otp?.text ?? "", "1.18.3", cell.cell.target.name,
            ]
            let row = "| " + axes.map { $0.replacing("_", with: "\\_") }.joined(separator: " | ") + " |"
            let states = page.split(separator: "\n").filter { $0.contains(row) }.compactMap {
                $0.split(separator: "|").first
            }
            let state = word == "passed" ? "passed" : "**\(word)**"
            #expect(states.map { $0.dropFirst().dropLast() } == ["\(state)\(note)"[...]], "seed \(seed) \(id)")
            let line = "bmatrix run 'm x.yaml' --only \(id)"
            // An interrupted cell has a line of its own only if there is more to tell of it.
            let reruns = console.filter { $0 == "  rerun: \(line)" }.count
            #expect(reruns == (word == "failed" ? 1 : word == "interrupted" ? min(reruns, 1) : 0), "seed \(seed) \(id)")
            #expect(page.contains(line + "\n") == (reruns == 1), "seed \(seed) \(id)")
        }
        let sum = Counts(record).sentence
        #expect(console.last?.hasPrefix(sum) == true, "seed \(seed)")
        #expect(page.contains("\n\(sum)"), "seed \(seed)")
        let files = Checksums(record).text.split(separator: "\n").map { String($0.dropFirst(66)) }
        #expect(Set(files) == Set(record.cells.compactMap { $0.artifact?.file }), "seed \(seed)")
        let service = try #require(Service.detect(["GITHUB_ACTIONS": "true"], currentFolder: "/"))
        let marks = service.verdict(record, style: .plain) { _ in true }
        #expect(marks.contains { $0.hasPrefix("::error ") } == truth.values.contains(where: \.isRed), "seed \(seed)")
    }
}
