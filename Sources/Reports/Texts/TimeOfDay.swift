import Matrix

/// A moment as ISO 8601 text in UTC, such as `2026-01-01T00:00:00.500Z`.
package struct TimeOfDay {
    private let milliseconds: Int

    /// A moment in seconds since 1970; what lies outside the years 1970 to 9999 is moved to their edge.
    package init(_ seconds: Double) {
        let sane = seconds.isFinite ? min(max(seconds, 0), 253_402_300_799) : 0
        milliseconds = Int((sane * 1000).rounded())
    }

    /// The date and time with milliseconds.
    package var text: String { "\(date)T\(time).\(padded(milliseconds % 1000, 3))Z" }

    /// The date and time in whole seconds and without a zone, as JUnit's schema wants its timestamps.
    var plain: String { "\(date)T\(time)" }

    private var time: String {
        let second = milliseconds / 1000 % 86_400
        return [second / 3600, second / 60 % 60, second % 60].map { padded($0, 2) }.joined(separator: ":")
    }

    private var date: String { CalendarDate(secondsSince1970: Double(milliseconds / 1000)).description }

    private func padded(_ number: Int, _ width: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
