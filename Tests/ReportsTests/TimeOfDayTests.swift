import Testing

@testable import Reports

@Suite struct TimeOfDayTests {
    @Test(
        "Moments as text",
        arguments: [
            (0, "1970-01-01T00:00:00.000Z"), (951_782_400, "2000-02-29T00:00:00.000Z"),
            (1_767_225_599.9994, "2025-12-31T23:59:59.999Z"), (1_767_225_600.5, "2026-01-01T00:00:00.500Z"),
            (4_107_542_399, "2100-02-28T23:59:59.000Z"), (4_107_542_400, "2100-03-01T00:00:00.000Z"),
            (-5, "1970-01-01T00:00:00.000Z"), (.nan, "1970-01-01T00:00:00.000Z"), (1e300, "9999-12-31T23:59:59.000Z"),
        ] as [(Double, String)])
    func text(seconds: Double, expected: String) {
        #expect(TimeOfDay(seconds).text == expected)
        #expect(TimeOfDay(seconds).plain == String(expected.prefix(19)))
    }
}
