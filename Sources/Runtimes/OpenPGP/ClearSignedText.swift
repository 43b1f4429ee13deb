/// A text that is signed in the clear (RFC 9580, section 7), as `InRelease` is.
///
/// Anything before, between and after its parts is refused: nobody has signed that.
struct ClearSignedText: Hashable {
    /// What was signed, a line each, without blanks at the ends of lines. Nothing else may be read.
    let lines: [[UInt8]]
    /// The signatures, as OpenPGP data.
    let signatures: [UInt8]

    init?(_ bytes: [UInt8]) {
        let all = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map(Self.trimmed)
        guard all.first == Array("-----BEGIN PGP SIGNED MESSAGE-----".utf8),
            let blank = all.firstIndex(of: []), all[1..<blank].allSatisfy({ $0.starts(with: "Hash: ".utf8) }),
            let begin = all[blank...].firstIndex(of: Array("-----BEGIN PGP SIGNATURE-----".utf8)),
            let end = all[begin...].firstIndex(of: Array("-----END PGP SIGNATURE-----".utf8)),
            all[(end + 1)...].allSatisfy(\.isEmpty)
        else { return nil }
        let armor = Array(all[begin...end].joined(separator: [UInt8(ascii: "\n")]))
        guard let signatures = OpenPGPArmor.data("SIGNATURE", in: armor),
            let lines = Self.unescaped(all[(blank + 1)..<begin])
        else { return nil }
        self.lines = lines
        self.signatures = signatures
    }

    /// The text as it is signed: lines end in CR and LF, the last one in nothing.
    var canonical: [UInt8] { Array(lines.joined(separator: [0x0D, 0x0A])) }

    /// The text to read.
    var text: String { String(decoding: Array(lines.joined(separator: [0x0A])), as: UTF8.self) }

    /// Lines that begin with a dash were given another one and a blank; one that was not is no part of the text.
    private static func unescaped(_ lines: ArraySlice<[UInt8]>) -> [[UInt8]]? {
        var result: [[UInt8]] = []
        for line in lines {
            if line.first != UInt8(ascii: "-") {
                result.append(line)
            } else if line.starts(with: "- ".utf8) {
                result.append(Array(line.dropFirst(2)))
            } else if line == [UInt8(ascii: "-")] {
                // An escaped empty line, whose blank went with those at the end.
                result.append([])
            } else {
                return nil
            }
        }
        return result
    }

    private static func trimmed(_ line: ArraySlice<UInt8>) -> [UInt8] {
        Array(line.dropLast(line.reversed().prefix { [0x20, 0x09, 0x0D].contains($0) }.count))
    }
}
