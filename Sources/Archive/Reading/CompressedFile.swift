package import SystemPackage

/// A file compressed with xz, zstd, gzip or bzip2 (or not at all), read as a stream; holds one piece in memory.
package struct CompressedFile: Sendable {
    /// The file.
    package let path: FilePath
    /// The most bytes that may come out before reading fails with `archive.too-large`.
    package let limit: Int

    /// Names a file to read, which is opened by the reading calls.
    package init(_ path: FilePath, limit: Int = 1 << 30) {
        self.path = path
        self.limit = limit
    }

    /// Calls `body` with each piece of the decompressed content, in order; blocks meanwhile.
    package func forEachPiece(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        let reader = try ArchiveReader(name: path.string, formats: .plain)
        try reader.open(path)
        guard try reader.next() != nil else { return }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 << 10, alignment: 16)
        defer { buffer.deallocate() }
        var total = 0
        while true {
            let count = try reader.read(into: buffer)
            if count == 0 { return }
            total += count
            if total > limit { throw ArchiveError.tooLarge(archive: path.string, limit: limit) }
            try body(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        }
    }

    /// Calls `body` with each record of the content, without the separator that ends it; the last one may lack it.
    ///
    /// A record longer than `longest` bytes is `archive.corrupt`.
    package func forEachRecord(
        endingIn separator: String, longest: Int = 1 << 20, _ body: (UnsafeRawBufferPointer) throws -> Void
    ) throws {
        var splitter = RecordSplitter(separator: Array(separator.utf8))
        try forEachPiece { piece in
            try splitter.take(piece, body)
            if splitter.pending > longest {
                throw ArchiveError.corrupt(archive: path.string, detail: "a record is longer than \(longest) bytes")
            }
        }
        try splitter.finish(body)
    }

    /// Calls `body` with each line of the content, without its newline.
    package func forEachLine(longest: Int = 1 << 20, _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        try forEachRecord(endingIn: "\n", longest: longest, body)
    }
}
