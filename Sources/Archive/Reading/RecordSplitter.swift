import CArchive

/// Cuts a stream of pieces into records that end in a separator, which may lie across two pieces.
struct RecordSplitter {
    private let separator: [UInt8]
    private var rest: [UInt8] = []

    init(separator: [UInt8]) {
        self.separator = separator
    }

    /// Bytes of the record that has not ended yet.
    var pending: Int { rest.count }

    mutating func take(
        _ piece: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        var piece = piece
        if !rest.isEmpty { piece = try completeRest(piece, body) }
        while let end = find(in: piece) {
            try body(UnsafeRawBufferPointer(rebasing: piece[..<end]))
            piece = UnsafeRawBufferPointer(rebasing: piece[(end + separator.count)...])
        }
        rest += piece
    }

    /// Hands out what stands after the last separator, if anything does.
    mutating func finish(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        guard !rest.isEmpty else { return }
        try rest.withUnsafeBytes { try body($0) }
        rest = []
    }

    /// Ends the pending record with the start of the piece; gives back what of the piece is not used.
    private mutating func completeRest(
        _ piece: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) throws -> Void
    ) throws -> UnsafeRawBufferPointer {
        let before = rest.count
        // The separator may start in the rest, so look at the seam first, then at the piece alone.
        let seam = rest.suffix(separator.count - 1) + piece.prefix(separator.count - 1)
        let seamStart = before - min(before, separator.count - 1)
        let end: Int
        if let found = seam.withUnsafeBytes({ find(in: $0) }) {
            end = seamStart + found
        } else if let found = find(in: piece) {
            end = before + found
        } else {
            rest += piece
            return UnsafeRawBufferPointer(rebasing: piece[piece.endIndex...])
        }
        let used = max(end + separator.count - before, 0)
        rest += piece.prefix(used)
        try rest.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0[..<end])) }
        rest = []
        return UnsafeRawBufferPointer(rebasing: piece[used...])
    }

    private func find(in bytes: UnsafeRawBufferPointer) -> Int? {
        guard let start = bytes.baseAddress, bytes.count >= separator.count else { return nil }
        return separator.withUnsafeBytes { needle in
            needle.baseAddress.flatMap { bmatrix_find(start, bytes.count, $0, needle.count) }.map { $0 - start }
        }
    }
}
