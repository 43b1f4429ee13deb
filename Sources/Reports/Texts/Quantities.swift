/// A span of time as text.
package struct Span {
    /// Whole milliseconds, never negative, at most a billion seconds.
    let milliseconds: Int

    /// A span of seconds.
    package init(_ seconds: Double) {
        let sane = seconds.isFinite ? min(max(seconds, 0), 1e9) : 0
        milliseconds = Int((sane * 1000).rounded())
    }

    /// Seconds with three decimals and no exponent, as JUnit wants them: `12.345`.
    var exact: String {
        let decimals = String(milliseconds % 1000)
        return "\(milliseconds / 1000)." + String(repeating: "0", count: 3 - decimals.count) + decimals
    }

    /// For people: `0.4 s`, `12.3 s`, `2 min 05 s`, `1 h 02 min`.
    package var text: String {
        let tenths = (milliseconds + 50) / 100
        let seconds = tenths / 10
        if seconds < 60 { return "\(seconds).\(tenths % 10) s" }
        if seconds < 3600 { return "\(seconds / 60) min \(twoDigits(seconds % 60)) s" }
        return "\(seconds / 3600) h \(twoDigits(seconds / 60 % 60)) min"
    }

    private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
}

/// A number of bytes as text.
package struct ByteCount {
    let bytes: Int

    /// A number of bytes.
    package init(_ bytes: Int) { self.bytes = bytes }

    /// Every digit, in groups: `12,901,123`.
    var exact: String {
        let digits = Array(String(bytes.magnitude).utf8)
        var text = bytes < 0 ? [UInt8(ascii: "-")] : []
        for (index, digit) in digits.enumerated() {
            if index > 0, (digits.count - index).isMultiple(of: 3) { text.append(UInt8(ascii: ",")) }
            text.append(digit)
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// For people: `812 B`, `4.5 KiB`, `12.3 MiB`, `1.2 GiB`.
    package var text: String {
        var value = Double(bytes)
        guard value.magnitude >= 1024 else { return "\(bytes) B" }
        var unit = "B"
        for next in ["KiB", "MiB", "GiB", "TiB"] where value.magnitude >= 1023.95 {
            value /= 1024
            unit = next
        }
        let tenths = Int((value.magnitude * 10).rounded())
        return "\(value < 0 ? "-" : "")\(tenths / 10).\(tenths % 10) \(unit)"
    }
}

extension Sequence<Int> {
    /// The sum; it stops at the largest number instead of overflowing.
    func sum() -> Int {
        reduce(0) { total, next in
            let (sum, overflow) = total.addingReportingOverflow(next)
            return overflow ? (next < 0 ? Int.min : Int.max) : sum
        }
    }
}
