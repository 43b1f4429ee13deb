/// A released version of OTP, Elixir or an app: dotted numbers with an optional pre-release, such as `27.3.4.1` or `29.0-rc1`.
///
/// The source text is kept, so `28.10` never turns into `28.1`.
package struct Version: Hashable, Sendable {
    /// The text the version was read from.
    package let text: String
    /// The dotted numbers, at least one.
    package let numbers: [Int]
    /// What follows the first hyphen, such as `rc1`.
    package let preRelease: String?

    /// Reads a version; `nil` unless the text is dotted decimal numbers with an optional `-suffix`.
    package init?(_ text: String) {
        let halves = text.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
        guard let head = halves.first else { return nil }
        var numbers: [Int] = []
        for part in head.split(separator: ".", omittingEmptySubsequences: false) {
            guard !part.isEmpty, part.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(part) else {
                return nil
            }
            numbers.append(number)
        }
        let suffix = halves.count > 1 ? String(halves[1]) : nil
        if let suffix, suffix.isEmpty || !suffix.utf8.allSatisfy(Version.isSuffixByte) { return nil }
        self.text = text
        self.numbers = numbers
        self.preRelease = suffix
    }

    /// A version of a single number.
    package init(major: Int) {
        text = String(major)
        numbers = [major]
        preRelease = nil
    }

    /// The first number: `27` of `27.3.4.1`.
    package var major: Int { numbers.first ?? 0 }

    /// The first two numbers as text: `1.18` of `1.18.3`.
    package var minorText: String { numbers.prefix(2).map(String.init).joined(separator: ".") }

    private static func isSuffixByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "+"):
            return true
        default:
            return false
        }
    }
}

extension Version: Comparable {
    /// Compares number by number (missing ones count as zero); a pre-release comes before its release.
    package static func < (left: Version, right: Version) -> Bool {
        for index in 0..<max(left.numbers.count, right.numbers.count) {
            let a = index < left.numbers.count ? left.numbers[index] : 0
            let b = index < right.numbers.count ? right.numbers[index] : 0
            if a != b { return a < b }
        }
        switch (left.preRelease, right.preRelease) {
        case (nil, nil), (nil, .some): return false
        case (.some, nil): return true
        case (.some(let a), .some(let b)): return a < b
        }
    }
}

extension Version: VersionText, CustomStringConvertible {
    package var description: String { text }
}
