/// A compiled module: an IFF form of chunks; see "BEAM file format" in the compiler's and `beam_lib`'s documentation.
package struct BeamFile: Sendable {
    /// One chunk: four characters of name, and its content.
    package struct Chunk: Sendable {
        package var name: String
        package var content: ArraySlice<UInt8>
    }

    package var chunks: [Chunk]

    /// What a module needs to be loaded and to tell its lines in stack traces, with its attributes.
    ///
    /// The names are those of `beam_lib:significant_chunks/0` of OTP 25 to 29, and `Attr`, which Mix keeps too.
    static let kept: Set<String> = [
        "Atom", "AtU8", "Attr", "Code", "ExpT", "FunT", "ImpT", "Line", "LitT", "Meta", "StrT", "Type",
    ]

    /// Reads the chunks; `nil` if the bytes are no plain module (one stored compressed has to be decompressed before).
    package init?(_ bytes: [UInt8]) {
        guard bytes.count >= 12, bytes.starts(with: Array("FOR1".utf8)), bytes[8..<12].elementsEqual("BEAM".utf8) else {
            return nil
        }
        chunks = []
        var at = 12
        while at + 8 <= bytes.count {
            let size = bytes[(at + 4)..<(at + 8)].reduce(0) { $0 << 8 | Int($1) }
            guard at + 8 + size <= bytes.count else { return nil }
            let name = String(decoding: bytes[at..<(at + 4)], as: UTF8.self)
            chunks.append(Chunk(name: name, content: bytes[(at + 8)..<(at + 8 + size)]))
            at += 8 + (size + 3) / 4 * 4
        }
    }

    /// The module without debug information, documentation and compile options, which also hold the build's paths; its literals
    /// stored plainly.
    package func stripped(keeping more: Set<String> = []) -> BeamFile {
        var copy = self
        copy.chunks.removeAll { !Self.kept.contains($0.name) && !more.contains($0.name) }
        for index in copy.chunks.indices where copy.chunks[index].name == "LitT" {
            copy.chunks[index].content = StoredLiterals.chunk(copy.chunks[index].content)
        }
        return copy
    }

    /// The bytes of the file.
    package var bytes: [UInt8] {
        var body = Array("BEAM".utf8)
        for chunk in chunks {
            body += chunk.name.utf8
            body += Self.bigEndian(chunk.content.count)
            body += chunk.content
            body += [UInt8](repeating: 0, count: (4 - chunk.content.count % 4) % 4)
        }
        return Array("FOR1".utf8) + Self.bigEndian(body.count) + body
    }

    private static func bigEndian(_ value: Int) -> [UInt8] {
        [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
    }
}
