import CLinux

/// Decompresses frames, one after another, block by block, in two buffers of fixed size. Blocks go from the decoder's window
/// to the files without another copy.
struct FrameDecoder: ~Copyable {
    private static let inputSize = 256 << 10
    /// The most bytes that a frame may look back.
    private static let largestWindow: UInt64 = 4 << 20
    private static let largestBlock = 128 << 10
    /// A window, a block behind it, and what the decoder writes beyond a block.
    private static let outputSize = Int(largestWindow) + 2 * largestBlock + 64
    /// The most memory that a decoder of frames with this much content takes, in bytes.
    static func memory(_ largest: UInt64) -> UInt64 { min(largest, largestWindow) + (768 << 10) }

    private let context: OpaquePointer
    private let input: UnsafeMutablePointer<UInt8>
    /// A ring: the next block begins at its front where the rest has no room for a whole one.
    private let output: UnsafeMutablePointer<UInt8>

    init() throws(Failure) {
        guard let context = ZSTD_createDCtx() else { throw .system("zstd", ENOMEM) }
        self.context = context
        // Every frame is compared with its hash in the manifest, which is enough.
        ZSTD_DCtx_setParameter(context, Int32(ZSTD_ignore_checksum), 1)
        input = .allocate(capacity: FrameDecoder.inputSize)
        output = .allocate(capacity: FrameDecoder.outputSize)
    }

    deinit {
        ZSTD_freeDCtx(context)
        input.deallocate()
        output.deallocate()
    }

    /// Gives the frame's content to `tar`. Fails unless every byte is as it was written.
    func decode(_ frame: Frame, of file: Int32, into tar: inout TarExtractor) throws(Failure) {
        var source = FrameSource(frame, of: file, buffer: input, capacity: FrameDecoder.inputSize)
        try source.fill(1)
        try checkHeader(source)
        ZSTD_decompressBegin(context)
        var raw: UInt64 = 0
        var place = 0
        while true {
            let wanted = ZSTD_nextSrcSizeToDecompress(context)
            if wanted == 0 { break }
            try source.fill(wanted)
            if FrameDecoder.outputSize - place < FrameDecoder.largestBlock + 32 { place = 0 }
            let block = output + place
            let size = ZSTD_decompressContinue(
                context, block, FrameDecoder.outputSize - place, source.next, wanted)
            if ZSTD_isError(size) != 0 || size > frame.raw - raw { throw .changedPayload }
            raw += UInt64(size)
            source.skip(wanted)
            try tar.take(UnsafeRawBufferPointer(start: block, count: size))
            place += size
        }
        guard source.isUsedUp, raw == frame.raw, source.hash == frame.hash, tar.isBetweenEntries else {
            throw .changedPayload
        }
    }

    private func checkHeader(_ source: FrameSource) throws(Failure) {
        var header = ZSTD_frameHeader()
        guard ZSTD_getFrameHeader(&header, source.next, source.count) == 0, header.frameType == 0,
            header.windowSize <= FrameDecoder.largestWindow
        else { throw .changedPayload }
    }
}

/// The stored bytes of a frame, read a stretch at a time, and hashed.
struct FrameSource {
    private let file: Int32
    private let buffer: UnsafeMutablePointer<UInt8>
    private let capacity: Int
    /// Where what has not been read yet begins in the file, and how much that is.
    private var place: UInt64
    private var left: Int
    /// What has been read and not been used.
    private(set) var next: UnsafeMutablePointer<UInt8>
    private(set) var count = 0
    private var digest = XXH64()

    init(_ frame: Frame, of file: Int32, buffer: UnsafeMutablePointer<UInt8>, capacity: Int) {
        self.file = file
        self.buffer = buffer
        self.capacity = capacity
        place = frame.offset
        left = frame.size
        next = buffer
    }

    var isUsedUp: Bool { left == 0 && count == 0 }

    /// Of all that has been read.
    var hash: UInt64 { digest.value }

    /// Reads until there are this many bytes.
    mutating func fill(_ wanted: Int) throws(Failure) {
        if count >= wanted { return }
        if wanted > capacity || wanted > count + left { throw .changedPayload }
        memmove(buffer, next, count)
        next = buffer
        while count < wanted {
            let got = pread(file, buffer + count, min(left, capacity - count), off_t(place))
            if got < 0, sys_errno() == EINTR { continue }
            if got < 0 { throw Failure.last("cannot read the payload") }
            if got == 0 { throw .damaged("it ends too early") }
            digest.update(UnsafeRawBufferPointer(start: buffer + count, count: got))
            place += UInt64(got)
            left -= got
            count += got
        }
    }

    mutating func skip(_ used: Int) {
        next += used
        count -= used
    }
}

extension Failure {
    fileprivate static var changedPayload: Failure { .damaged("its payload has changed") }
}
