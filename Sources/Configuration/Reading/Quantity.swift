internal import Matrix

/// Times, sizes, shares and dates as the file writes them.
package enum Quantity {
    /// Seconds out of `500ms`, `30s`, `20m` or `1h`, at most a day.
    static func seconds(_ text: String) -> Double? {
        let units: [(String, Double)] = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600)]
        guard let value = amount(text, units), value > 0, value <= 86_400 else { return nil }
        return value
    }

    /// Bytes out of `8MiB`, `7.5MB` or `900KiB`, at most 1 TiB.
    package static func bytes(_ text: String) -> Int? {
        let units: [(String, Double)] = [
            ("KiB", 1024), ("MiB", 1_048_576), ("GiB", 1_073_741_824), ("kB", 1e3), ("MB", 1e6), ("GB", 1e9), ("B", 1),
        ]
        guard let value = amount(text, units), value >= 1, value <= 1_099_511_627_776 else { return nil }
        return Int(value.rounded(.down))
    }

    /// A share out of `5%`: 0.05; at most 1000 %.
    static func share(_ text: String) -> Double? {
        guard let value = amount(text, [("%", 0.01)]), value <= 10 else { return nil }
        return value
    }

    /// A day out of `2026-12-31`.
    static func date(_ text: String) -> CalendarDate? {
        let isPlain = text.split(separator: "-", omittingEmptySubsequences: false).allSatisfy { Name.isNumber($0) }
        return isPlain ? CalendarDate(text) : nil
    }

    /// What was meant by `20 minutes`, `5sec` or `30`.
    static func timesMeant(_ text: String) -> [String] {
        let (number, unit) = split(text)
        return ["\(number)\(unit)", "\(number)\(unit.isEmpty ? "s" : String(unit.prefix(1)))"]
    }

    /// What was meant by `8 MB`, `4G` or `600M`.
    static func sizesMeant(_ text: String) -> [String] {
        let (number, unit) = split(text)
        let letter = unit.prefix(1).uppercased()
        return ["\(number)\(unit)"] + (["K", "M", "G"].contains(letter) ? ["\(number)\(letter)iB"] : [])
    }

    private static func split(_ text: String) -> (number: Substring, unit: Substring) {
        let number = text.prefix { $0.isNumber || $0 == "." }
        return (number, text.dropFirst(number.count).drop { $0 == " " })
    }

    /// A decimal number followed by one of the units; blanks between them are not allowed.
    private static func amount(_ text: String, _ units: [(String, Double)]) -> Double? {
        for (unit, factor) in units where text.hasSuffix(unit) {
            let number = text.dropLast(unit.count)
            if let value = decimal(number) { return value * factor }
        }
        return nil
    }

    /// Up to nine digits, and up to three more behind a point.
    private static func decimal(_ text: Substring) -> Double? {
        let parts = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
        guard let whole = parts.first, whole.utf8.count <= 9, parts.allSatisfy({ Name.isNumber($0) }) else {
            return nil
        }
        if parts.count == 2, parts[1].utf8.count > 3 { return nil }
        return Double(text)
    }
}

extension Wanted {
    static let time = Wanted(
        noun: "a time", detail: ": a number and its unit, such as 500ms, 30s, 20m or 1h; at most 24h")
    static let size = Wanted(
        noun: "a size", detail: ": a number and its unit, such as 900KiB, 8MiB, 4GiB or 7.5MB; at most 1024GiB")
    static let truth = Wanted(noun: "true or false")
    static let date = Wanted(noun: "a day of the calendar", detail: " such as 2026-12-31")
    static let share = Wanted(noun: "a share", detail: " such as 5%")

    static func number(_ range: ClosedRange<Int>) -> Wanted {
        Wanted(noun: "a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
}

extension Value {
    func seconds() -> Double? { parsed(.time, candidates: Quantity.timesMeant, Quantity.seconds) }
    func bytes() -> Int? { parsed(.size, candidates: Quantity.sizesMeant, Quantity.bytes) }
    func share() -> Double? { parsed(.share, Quantity.share) }
    func date() -> CalendarDate? { parsed(.date, Quantity.date) }

    /// A whole number written in plain digits.
    func integer(_ range: ClosedRange<Int>) -> Int? {
        parsed(.number(range)) { text in
            guard Name.isNumber(text) else { return nil }
            return Int(text).flatMap { range.contains($0) ? $0 : nil }
        }
    }
}
