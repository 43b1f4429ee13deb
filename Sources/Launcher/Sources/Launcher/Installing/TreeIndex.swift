import CLinux

/// What an installed tree consists of: a file in its root, by which every start can tell cheaply whether it is whole.
///
/// `bmatrix-tree-1 PROOF LENGTH`, then records, each ended by a zero byte: `@NAME` is a layer that the tree has links
/// into, `/FOLDER` begins the entries of a folder, `KIND SIZE NAME` is an entry. The file is never replaced, only
/// rewritten in place: whoever runs the program holds a lock on it.
enum TreeIndex {
    static let name: ByteString = ".bmatrix"
    static let magic: ByteString = "bmatrix-tree-1 "
    static let proofOffset = 15
    /// A boot's identity, or `durable`, filled up with blanks.
    static let proofSize = 36
    static let headerSize = 15 + 36 + 1 + 10 + 1

    /// The file's bytes.
    static func bytes(_ entries: [TreeEntry], layers: [ByteString], proof: ByteString) -> [UInt8] {
        var body: [UInt8] = []
        for layer in layers {
            body.append(UInt8(ascii: "@"))
            body.append(contentsOf: layer.z)
        }
        var folder: ArraySlice<UInt8>?
        for entry in entries.sorted(by: { $0.folder.lexicographicallyPrecedes($1.folder) }) {
            if folder.map({ $0.elementsEqual(entry.folder) }) != true {
                folder = entry.folder
                body.append(UInt8(ascii: "/"))
                body.append(contentsOf: (entry.folder.isEmpty ? "." : ByteString(entry.folder)).z)
            }
            body.append(entry.kind.letter)
            body.append(contentsOf: (" " + ByteString(decimal: entry.size) + " ").bytes)
            body.append(contentsOf: ByteString(entry.name).z)
        }
        return header(proof, body.count).bytes + [0] + body
    }

    private static func header(_ proof: ByteString, _ count: Int) -> ByteString {
        let digits = ByteString(decimal: count)
        let zeros = [UInt8](repeating: UInt8(ascii: "0"), count: max(10 - digits.count, 0))
        return magic + padded(proof) + " " + ByteString(zeros) + digits
    }

    static func padded(_ proof: ByteString) -> ByteString {
        let room = [UInt8](repeating: UInt8(ascii: " "), count: max(proofSize - proof.count, 0))
        return ByteString(proof.bytes.prefix(proofSize)) + ByteString(room)
    }
}
