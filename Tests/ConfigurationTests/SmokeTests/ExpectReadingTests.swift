import Testing

@testable import Configuration

@Suite struct ExpectReadingTests {
    private func told(_ test: String) -> [String] {
        briefly(
            "version: 1\napps: {a: {path: a, modes: [cli]}}\nmatrix: {target: auto, otp: 27}\nsmoke: {cli: [\(test)]}")
    }

    /// The engine must refuse what it cannot use, not fall over it.
    @Test(arguments: [
        "{99999999999999999999}", "a{2,1}", "[z-a]", "\\u{FFFFFFFFFF}", "(?<n>", "[[[[[", "(?(1)", "\\p{", "*", "a**",
        "(?#", "\\Q", "a{1000000000}", "\\99999999999999999999", "(?<a>x)(?<a>y)", "\\x{110000}", "[\\d-z]", "(?i",
    ])
    func oddRegularExpressionsAreReadOrRefused(pattern: String) {
        _ = told("{name: a, expect: {stdout: {matches: '\(pattern)'}}}")
    }

    @Test(arguments: ["(", "[", "(?:", "a|", "(?=", "[^", "\\", "x{1,2}", "(a)*"])
    func longRegularExpressionsAreReadOrRefused(piece: String) {
        for count in [10, 100, 300, 1000] {
            let pattern = String(repeating: piece, count: count / piece.count)
            _ = told("{name: a, expect: {stdout: {matches: '\(pattern)'}}}")
        }
    }
}
