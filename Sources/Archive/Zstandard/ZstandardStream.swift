import CZstd

/// One Zstandard frame that is decompressed piece by piece. What is held in memory is the window, of at most 4 MiB, and a
/// piece, whatever the frame says of its content.
package struct ZstandardStream: ~Copyable {
    private let context: OpaquePointer
    private var piece = [UInt8](repeating: 0, count: ZSTD_DStreamOutSize())
    private var isWhole = false
    private var mayHaveMore = false

    /// A stream that has read nothing yet.
    package init() throws(ArchiveError) {
        guard let context = ZSTD_createDCtx() else { throw .compression(detail: "no memory for a decompressor") }
        self.context = context
        ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, Zstandard.largestWindow)
    }

    deinit { ZSTD_freeDCtx(context) }

    /// The next piece that comes out of these bytes of the frame, read from `position` on; `nil` when all that can come has
    /// come. Bytes behind the frame's end are `archive.corrupt`.
    package mutating func next(_ bytes: [UInt8], _ position: inout Int) throws(ArchiveError) -> ArraySlice<UInt8>? {
        while position < bytes.count || mayHaveMore {
            if isWhole { throw Zstandard.damaged("bytes follow its end") }
            let step = Zstandard.advance(context, bytes, &position, &piece)
            isWhole = try Zstandard.checkedFrame(step.expectation) == 0
            mayHaveMore = !isWhole && step.produced == piece.count
            if step.produced > 0 { return piece[..<step.produced] }
        }
        return nil
    }

    /// The end of the input; a frame that is not whole is `archive.corrupt`.
    package func finish() throws(ArchiveError) {
        if !isWhole { throw Zstandard.damaged("it ends too early") }
    }
}
