import CZstd

extension Zstandard {
    /// The content of all frames in the bytes; `limit` is the most bytes that may come out.
    ///
    /// Damage, a frame cut short and bytes after the last frame are `archive.corrupt`.
    package static func decompress(_ bytes: [UInt8], limit: Int) throws(ArchiveError) -> [UInt8] {
        guard let context = ZSTD_createDCtx() else { throw .compression(detail: "no memory for a decompressor") }
        defer { ZSTD_freeDCtx(context) }
        var output: [UInt8] = []
        output.reserveCapacity(announcedSize(of: bytes, limit: limit))
        var piece = [UInt8](repeating: 0, count: ZSTD_DStreamOutSize())
        var position = 0
        var expectation = 1
        while position < bytes.count || expectation != 0 {
            let step = advance(context, bytes, &position, &piece)
            expectation = try checkedFrame(step.expectation)
            // No progress with input at its end means that the last frame is not whole.
            if step.produced == 0 && expectation != 0 && position == bytes.count { throw damaged("it ends too early") }
            guard output.count + step.produced <= limit else { throw .tooLarge(archive: name, limit: limit) }
            output += piece[..<step.produced]
        }
        return output
    }

    private static let name = "the compressed data"

    static func advance(
        _ context: OpaquePointer, _ bytes: [UInt8], _ position: inout Int, _ piece: inout [UInt8]
    ) -> (expectation: Int, produced: Int) {
        bytes.withUnsafeBytes { source in
            piece.withUnsafeMutableBytes { target in
                var input = ZSTD_inBuffer(src: source.baseAddress, size: source.count, pos: position)
                var output = ZSTD_outBuffer(dst: target.baseAddress, size: target.count, pos: 0)
                let expectation = ZSTD_decompressStream(context, &output, &input)
                position = input.pos
                return (expectation, output.pos)
            }
        }
    }

    /// What the first frame says it holds, as far as the limit lets us believe it.
    private static func announcedSize(of bytes: [UInt8], limit: Int) -> Int {
        let size = ZSTD_getFrameContentSize(bytes, bytes.count)
        return size <= UInt64(max(limit, 0)) ? Int(size) : 0
    }

    static func checkedFrame(_ result: Int) throws(ArchiveError) -> Int {
        if ZSTD_isError(result) != 0 { throw damaged(String(cString: ZSTD_getErrorName(result))) }
        return result
    }

    static func damaged(_ detail: String) -> ArchiveError {
        .corrupt(archive: name, detail: detail)
    }
}
