import Matrix
import SystemPackage
import Testing

@testable import Reports

/// The examples of `docs/reports.md` are what the code makes of the sample runs.
@Suite struct DocumentationTests {
    static let examples: [String: @Sendable () throws -> String] = [
        "events": { try events() },
        "run.json": { try runDocument() },
        "junit.xml": { try suite() },
        "sizes.md": { SizeReport(try Samples.record(Samples.green().filter(isFirst))).markdown },
        "summary.md": { Summary(try Samples.record(Samples.red())).markdown },
        "SHA256SUMS": { Checksums(try Samples.record(Samples.green())).text },
        "console": { try Samples.green().flatMap(log()).joined(separator: "\n") + "\n" },
        "verdict": { Verdict(try Samples.record(Samples.red())).lines.joined(separator: "\n") + "\n" },
        "mixed": { Verdict(try Samples.record(Samples.mixed())).lines.joined(separator: "\n") + "\n" },
        "plan": {
            PlanReport(cells: try Samples.cells(), dropped: try Samples.dropped()).lines().joined(separator: "\n")
                + "\n"
        },
    ]

    @Test("An example is what the code makes", arguments: examples.keys.sorted())
    func example(name: String) throws {
        let example = try #require(Self.examples[name])
        let page = try Self.page()
        let text = try example()
        #expect(page.contains(text), "docs/reports.md should show for \(name):\n\(text)")
    }

    private static func page() throws -> String {
        var path = FilePath(#filePath)
        for _ in 0..<3 { path.removeLastComponent() }
        let file = try FileDescriptor.open(path.appending("docs/reports.md"), .readOnly)
        return try file.closeAfter {
            let size = try file.seek(offset: 0, from: .end)
            try file.seek(offset: 0, from: .start)
            return try String(unsafeUninitializedCapacity: Int(size)) { try file.read(into: .init($0)) }
        }
    }

    /// Whether the event is of the run as a whole or of the first cell.
    private static func isFirst(_ event: Event) throws -> Bool {
        let cells = try Samples.cells()
        return try EventLog.line(event).split(separator: UInt8(ascii: "\n")).allSatisfy { line in
            let text = String(decoding: line, as: UTF8.self)
            return cells.dropFirst().allSatisfy {
                !text.contains("\"cell\":\"\($0.id)\"") && !text.contains("\"cells\":[\"\($0.id)\"]")
            }
        }
    }

    private static func log() -> (Event) -> [String] {
        var log = ConsoleLog()
        return { log.lines($0) }
    }

    /// One line of each kind but the first, which is long.
    private static func events() throws -> String {
        let cell = try Samples.cells()[0]
        let kinds: [Event.Kind] = [
            .actionStarted(ActionStart(key: "9f2c…", stage: .compile, cells: [cell.id])),
            .actionFinished(
                ActionRecord(key: "9f2c…", stage: .compile, cells: [cell.id], seconds: 7.25, cached: false)),
            .testFinished(cell.id, TestRecord(name: "greets", seconds: 0.412, output: "Hello, Ana!\n")),
            .artifactMade(
                cell.id,
                ArtifactRecord(
                    file: "test_cli-0.1.0-cli-otp27.3.4.1-any_linux_x86_64", sha256: "5e5e…", size: 5_040_960,
                    components: [
                        ComponentSize(component: .launcher, raw: 40_960, stored: 40_960),
                        ComponentSize(component: .erts, raw: 15_000_000, stored: 5_000_000),
                    ], appVersion: "0.1.0")),
            .cellFinished(cell.id, .passed), .cellFinished(cell.id, .failed(Samples.leftovers)),
            .runFinished(signal: 15),
        ]
        return try kinds.map {
            String(decoding: try EventLog.line(Event(time: Samples.start, kind: $0)), as: UTF8.self)
        }.joined()
    }

    private static func runDocument() throws -> String {
        let cell = try Samples.cells()[1]
        var record = try Samples.record(Samples.red())
        record.cells = record.cells.filter { $0.cell == cell }
        record.dropped = []
        return String(decoding: try RunDocument(record).json(), as: UTF8.self)
    }

    private static func suite() throws -> String {
        var record = try Samples.record(Samples.red())
        record.cells = Array(record.cells.prefix(1))
        return JUnitReport(record).xml
    }
}
