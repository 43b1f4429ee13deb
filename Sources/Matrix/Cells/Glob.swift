/// A pattern in which `*` stands for any text, also none.
package struct Glob: Hashable, Sendable {
    /// The pattern as written.
    package let pattern: String
    /// What stands between the stars, in UTF-8.
    private let parts: [[UInt8]]

    package init(_ pattern: String) {
        self.pattern = pattern
        parts = pattern.utf8.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false).map { Array($0) }
    }

    /// Whether the whole text matches.
    package func matches(_ text: String) -> Bool {
        var text = text
        return text.withUTF8 { matches($0) }
    }

    /// Whether the pattern is a leading part of a version: `27` is one of `27.3.4.1`, `27.3` as well.
    func leads(_ version: String) -> Bool {
        guard parts.count == 1, let part = parts.first else { return false }
        var version = version
        return version.withUTF8 { bytes in
            bytes.count > part.count && bytes[part.count] == UInt8(ascii: ".") && bytes.starts(with: part)
        }
    }

    private func matches(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let first = parts.first, let last = parts.last, bytes.starts(with: first) else { return false }
        if parts.count == 1 { return bytes.count == first.count }
        var rest = bytes[first.count...]
        for part in parts.dropFirst().dropLast() where !part.isEmpty {
            guard let end = Glob.end(of: part, in: rest) else { return false }
            rest = rest[end...]
        }
        return rest.count >= last.count && rest.suffix(last.count).elementsEqual(last)
    }

    /// Where the first occurrence of a part ends.
    private static func end(of part: [UInt8], in bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
        guard bytes.count >= part.count else { return nil }
        let starts = bytes.startIndex...(bytes.endIndex - part.count)
        return starts.first { bytes[$0...].starts(with: part) }.map { $0 + part.count }
    }
}
