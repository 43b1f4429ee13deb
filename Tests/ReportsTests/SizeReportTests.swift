import FoundationEssentials
import Matrix
import Testing

@testable import Reports

@Suite struct SizeReportTests {
    private func document(_ record: RunRecord) throws -> SizeDocument {
        try JSONDecoder().decode(SizeDocument.self, from: Data(SizeReport(record).json()))
    }

    @Test("The stored bytes of the components are the artifact's size, and the totals the sums of all")
    func sums() throws {
        let sizes = try document(Samples.record(Samples.green()))
        #expect(sizes.artifacts.count == 4)
        for artifact in sizes.artifacts {
            #expect(artifact.components.map(\.stored).reduce(0, +) == artifact.size)
            #expect(artifact.components.map(\.raw).reduce(0, +) == artifact.raw)
            #expect(artifact.components.map(\.component) == Component.allCases)
        }
        #expect(sizes.total.size == 4 * 9_000_001)
        #expect(sizes.total.components.map(\.stored).reduce(0, +) == sizes.total.size)
        #expect(sizes.total.components.map(\.raw).reduce(0, +) == sizes.total.raw)
        #expect(sizes.artifacts.map(\.cell) == (try Samples.cells().map(\.id)))
    }

    @Test("Cells without an artifact have no row")
    func missing() throws {
        #expect(try document(Samples.record(Samples.red())).artifacts.count == 3)
        #expect(SizeReport(RunRecord(tool: "", started: 0)).markdown == "# Sizes\n\nNo artifact was made.\n")
    }

    @Test("The page shows every byte, and its rows add up")
    func page() throws {
        let page = SizeReport(try Samples.record(Samples.green())).markdown
        #expect(page.contains("4 artifacts, 34.3 MiB stored, 108.2 MiB once extracted."))
        #expect(
            page.contains(
                "| test\\_cli-0.1.0-cli-otp27.3.4.1-any\\_linux\\_x86\\_64 | 9,000,001 | 40,960 | 5,000,000 | 2,500,000 "
                    + "| 1,000,000 | 100,000 | 359,041 |\n"))
        #expect(page.contains("| **total** | **36,000,004** | **163,840** |"))
    }

    @Test("What needs the system's glibc says which")
    func glibc() throws {
        var record = try Samples.record(Samples.green())
        #expect(!SizeReport(record).markdown.contains("glibc"))
        record.cells[0].artifact?.glibc = Version("2.36")
        #expect(try document(record).artifacts.map(\.glibc) == ["2.36", nil, nil, nil])
        #expect(SizeReport(record).markdown.contains("any\\_linux\\_x86\\_64 | 2.36 or newer |\n"))
    }

    @Test("What is inside is told with its size and the reason")
    func reasons() throws {
        var record = try Samples.record(Samples.green())
        #expect(!SizeReport(record).markdown.contains("## Inside"))
        record.cells[0].artifact?.parts = [
            PackedPart(path: "lib/ssl-11.2", component: .otp, raw: 1_234_567, reason: "needed by test_cli")
        ]
        #expect(try document(record).artifacts.first?.parts?.map(\.reason) == ["needed by test_cli"])
        let page = SizeReport(record).markdown
        #expect(page.contains("## Inside test\\_cli-0.1.0-cli-otp27.3.4.1-any\\_linux\\_x86\\_64\n"))
        #expect(page.contains("| lib/ssl-11.2 | OTP | 1,234,567 | needed by test\\_cli |\n"))
    }

    @Test("Sizes beyond all reason do not trap")
    func nasty() throws {
        let report = SizeReport(try Samples.nasty())
        #expect(!report.markdown.isEmpty)
        #expect(try !report.json().isEmpty)
    }
}
