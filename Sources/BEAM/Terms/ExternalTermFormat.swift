/// Erlang's external term format (`term_to_binary/1`), version 131; see the ERTS User's Guide, "External Term Format".
package enum ExternalTermFormat {
    /// The first byte of every encoded term.
    static let version: UInt8 = 131

    /// The tags of the format that are read and written here.
    enum Tag {
        static let newFloat: UInt8 = 70
        static let smallInteger: UInt8 = 97
        static let integer: UInt8 = 98
        static let float: UInt8 = 99
        static let atom: UInt8 = 100
        static let smallTuple: UInt8 = 104
        static let largeTuple: UInt8 = 105
        static let `nil`: UInt8 = 106
        static let string: UInt8 = 107
        static let list: UInt8 = 108
        static let binary: UInt8 = 109
        static let smallBig: UInt8 = 110
        static let largeBig: UInt8 = 111
        static let smallAtom: UInt8 = 115
        static let map: UInt8 = 116
        static let atomUTF8: UInt8 = 118
        static let smallAtomUTF8: UInt8 = 119
    }

    /// Reads one term that fills all the bytes.
    package static func decode(_ bytes: [UInt8]) throws(TermError) -> Term {
        guard bytes.first == version else { throw TermError("not a term in Erlang's external format") }
        var decoder = TermDecoder(bytes: bytes[1...])
        let term = try decoder.term(depth: 0)
        guard decoder.isAtEnd else { throw TermError("bytes left after the term") }
        return term
    }

    /// Writes a term as `term_to_binary/1` does.
    package static func encode(_ term: Term) -> [UInt8] {
        var encoder = TermEncoder()
        encoder.bytes.append(version)
        encoder.append(term)
        return encoder.bytes
    }
}
