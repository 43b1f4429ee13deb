import Testing

@testable import Reports

@Suite struct QuantitiesTests {
    @Test(
        "Spans",
        arguments: [
            (0, "0.000", "0.0 s"), (0.0004, "0.000", "0.0 s"), (12.3456, "12.346", "12.3 s"),
            (59.96, "59.960", "1 min 00 s"), (125, "125.000", "2 min 05 s"), (3720, "3720.000", "1 h 02 min"),
            (-1, "0.000", "0.0 s"), (.nan, "0.000", "0.0 s"), (.infinity, "0.000", "0.0 s"),
            (1e300, "1000000000.000", "277777 h 46 min"),
        ] as [(Double, String, String)])
    func spans(seconds: Double, exact: String, text: String) {
        #expect(Span(seconds).exact == exact)
        #expect(Span(seconds).text == text)
    }

    @Test(
        "Byte counts",
        arguments: [
            (0, "0", "0 B"), (812, "812", "812 B"), (1024, "1,024", "1.0 KiB"), (12_901_123, "12,901,123", "12.3 MiB"),
            (1_048_575, "1,048,575", "1.0 MiB"), (100_000, "100,000", "97.7 KiB"), (-5000, "-5,000", "-4.9 KiB"),
            (Int.max, "9,223,372,036,854,775,807", "8388608.0 TiB"),
            (Int.min, "-9,223,372,036,854,775,808", "-8388608.0 TiB"),
        ])
    func byteCounts(bytes: Int, exact: String, text: String) {
        #expect(ByteCount(bytes).exact == exact)
        #expect(ByteCount(bytes).text == text)
    }

    @Test("Sums stop at the edge instead of trapping")
    func sums() {
        #expect([1, 2, 3].sum() == 6)
        #expect([Int.max, 1].sum() == Int.max)
        #expect([Int.min, -1].sum() == Int.min)
        #expect([Int]().sum() == 0)
    }
}
