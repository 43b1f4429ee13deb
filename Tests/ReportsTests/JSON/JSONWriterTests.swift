import FoundationEssentials
import Matrix
import Testing

@testable import Reports

/// What we write is what Foundation writes, byte for byte.
@Suite struct JSONWriterTests {
    private func foundation(_ value: some Encodable, pretty: Bool) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        if pretty { encoder.outputFormatting.insert(.prettyPrinted) }
        return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
    }

    private func check(_ value: some Encodable, _ place: SourceLocation = #_sourceLocation) throws {
        let line = String(decoding: try JSONText.line(value), as: UTF8.self)
        let document = String(decoding: try JSONText.document(value), as: UTF8.self)
        let (short, long) = (try foundation(value, pretty: false), try foundation(value, pretty: true))
        #expect(line == short, sourceLocation: place)
        #expect(document == long, sourceLocation: place)
    }

    private struct Odd: Encodable {
        var none: Int?
        var empty: [Int] = []
        var nothing: [String: Int] = [:]
        var a = true
        var names = ["b": 1, "a": 2, "ab": 3, "B": 4]
        var nested = [[1, -2], [], [3]]
        var small: UInt8 = 255
        var optional: [Int?] = [1, nil]
    }

    @Test("Every event and every record of the samples")
    func samples() throws {
        for events in [try Samples.green(), try Samples.red(), try Samples.mixed(), try Samples.interrupted()] {
            for event in events { try check(event) }
            let record = try Samples.record(events)
            try check(RunDocument(record))
            try check(record.cells)
        }
        try check(RunDocument(try Samples.nasty()))
        try check(Odd())
    }

    @Test("Numbers with all their digits and none more")
    func numbers() throws {
        var seed: UInt64 = 42
        func random() -> UInt64 {
            seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return seed >> 11
        }
        var numbers: [Double] = [
            0, -0.0, 1, -1, 0.001, 0.01, 0.1, 1.5, 1e15, 1e16, 1e300, .leastNonzeroMagnitude, 0.0005, -2.05, 1.001,
            999.999,
        ]
        numbers += (0..<2000).map { _ in Double(random() % 2_000_000_000_000) / 1000 }
        numbers += (0..<2000).map { _ in -Double(random()) / Double(random() % 1000 + 1) }
        for number in numbers { try check([number]) }
        try check([Int.min, Int.max])
        try check([UInt64.max])
        #expect(throws: ReportError.self) { try JSONText.line([Double.nan]) }
    }

    @Test("Text with everything in it that JSON wants escaped")
    func text() throws {
        let all = String(String.UnicodeScalarView((0..<0x180).compactMap { Unicode.Scalar($0) }))
        try check([all, "", "\"", "\\", "👩‍👩‍👧\u{2028}\u{FFFF}", "a/b"])
        try check(["key \"with\" \\ \n": 1])
    }

    @Test("Containers inside of containers are a mistake that is told of")
    func nested() {
        struct Inside: Encodable {
            enum Key: CodingKey { case a }
            func encode(to encoder: any Encoder) throws {
                var values = encoder.container(keyedBy: Key.self)
                var nested = values.nestedContainer(keyedBy: Key.self, forKey: .a)
                try nested.encode(1, forKey: .a)
            }
        }
        let error = #expect(throws: ReportError.self) { try JSONText.line(Inside()) }
        #expect(error?.code == "report.encoding")
    }
}
