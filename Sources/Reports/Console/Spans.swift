extension Span {
    /// For narrow places, at most five characters: `4s`, `59s`, `2m05`, `1h02`.
    var brief: String {
        let seconds = milliseconds / 1000
        if seconds < 60 { return "\(seconds)s" }
        if seconds < 3600 { return "\(seconds / 60)m" + Span.twoDigits(seconds % 60) }
        if seconds < 360_000 { return "\(seconds / 3600)h" + Span.twoDigits(seconds / 60 % 60) }
        return "\(seconds / 86_400)d"
    }

    /// What an estimate is good for: `12 s`, `3 min`, `1 h 05 min`.
    var rough: String {
        let seconds = max(1, (milliseconds + 500) / 1000)
        if seconds < 60 { return "\(seconds) s" }
        let minutes = (seconds + 30) / 60
        return minutes < 60 ? "\(minutes) min" : "\(minutes / 60) h \(Span.twoDigits(minutes % 60)) min"
    }

    /// Such as `about 12 s left`.
    var left: String { "about \(rough) left" }

    private static func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}
