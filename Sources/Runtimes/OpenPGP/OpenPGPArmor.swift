import FoundationEssentials

/// OpenPGP data written as text (RFC 9580, section 6).
enum OpenPGPArmor {
    /// The data of all blocks of a kind, such as `SIGNATURE`; nil when there is none or one is not whole.
    static func data(_ kind: String, in text: [UInt8]) -> [UInt8]? {
        var data: [UInt8] = []
        var rest = lines(text)[...]
        while let begin = rest.firstIndex(of: "-----BEGIN PGP \(kind)-----") {
            guard let end = rest[begin...].firstIndex(of: "-----END PGP \(kind)-----"),
                let block = block(rest[(begin + 1)..<end])
            else { return nil }
            data += block
            rest = rest[(end + 1)...]
        }
        return data.isEmpty ? nil : data
    }

    /// Headers, an empty line, Base64, and perhaps a checksum, which protects nothing that a signature does not.
    private static func block(_ lines: ArraySlice<String>) -> [UInt8]? {
        guard let blank = lines.firstIndex(of: "") else { return nil }
        let base64 = lines[(blank + 1)...].filter { !$0.hasPrefix("=") }.joined()
        return Data(base64Encoded: base64).map { Array($0) }
    }

    private static func lines(_ text: [UInt8]) -> [String] {
        text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).map { line in
            let blanks = line.reversed().prefix { [0x20, 0x09, 0x0D].contains($0) }.count
            return String(decoding: line.dropLast(blanks), as: UTF8.self)
        }
    }
}
