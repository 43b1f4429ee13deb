import Matrix

/// A text that a program wrote, compared to what was expected of it.
struct TextComparison {
    let expected: TextExpectation
    let actual: [UInt8]

    /// The first thing that is wrong, as the end of a sentence that begins with the text's name; `nil` if nothing is.
    var complaint: String? {
        if let equals = expected.equals, let difference = firstDifference(Array(equals.utf8)) { return difference }
        for text in expected.contains where !actual.contains(sequence: Array(text.utf8)) {
            return "does not contain \(Printable.quoted(text))"
        }
        return expected.matches.lazy.compactMap(mismatch).first
    }

    private func firstDifference(_ wanted: [UInt8]) -> String? {
        guard wanted != actual else { return nil }
        let common = zip(wanted, actual).prefix { $0 == $1 }.count
        var start = common
        // Back to the beginning of the character that differs.
        while start > 0, [wanted, actual].contains(where: { start < $0.count && $0[start] & 0xC0 == 0x80 }) {
            start -= 1
        }
        let before = String(decoding: wanted[..<start], as: UTF8.self).unicodeScalars
        let line = before.count { $0 == "\n" } + 1
        let column = before.reversed().prefix { $0 != "\n" }.count + 1
        return "differs at line \(line), column \(column): expected \(rest(wanted, start)), got \(rest(actual, start))"
    }

    private func rest(_ bytes: [UInt8], _ start: Int) -> String {
        start < bytes.count ? Printable.quoted(bytes[start...]) : start == 0 ? "nothing" : "the end"
    }

    private func mismatch(_ pattern: String) -> String? {
        guard let regex = try? Regex(pattern).anchorsMatchLineEndings().matchingSemantics(.unicodeScalar) else {
            return "cannot be compared: /\(pattern)/ is not a valid regular expression"
        }
        let text = String(decoding: actual, as: UTF8.self)
        return (try? regex.firstMatch(in: text)) == nil ? "does not match /\(pattern)/" : nil
    }
}

extension Collection<UInt8> where Index == Int {
    /// Whether these bytes occur anywhere; by bytes, because "\r\n" and accents make other units than people expect.
    func contains(sequence wanted: [UInt8]) -> Bool {
        guard let first = wanted.first else { return true }
        var start = startIndex
        while let found = self[start...].firstIndex(of: first) {
            guard endIndex - found >= wanted.count else { return false }
            if self[found..<found + wanted.count].elementsEqual(wanted) { return true }
            start = found + 1
        }
        return false
    }
}
