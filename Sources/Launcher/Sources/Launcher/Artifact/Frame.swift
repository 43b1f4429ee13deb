import CLinux

/// One independent zstd frame of the payload; `frame=OFFSET SIZE RAW COMPONENT XXH64` in the manifest. All zero if the
/// line makes no sense, which the manifest's check refuses.
struct Frame {
    /// The name of its part.
    var component: ByteString = ""
    var offset: UInt64 = 0
    var size = 0
    /// Bytes when decompressed.
    var raw: UInt64 = 0
    /// XXH64 of the compressed bytes.
    var hash: UInt64 = 0

    init(line: ArraySlice<UInt8>) {
        let fields = Fields(line)
        guard let offset = fields.decimal(0), let size = fields.decimal(1), let raw = fields.decimal(2),
            let component = fields.text(3), let hash = fields.hex(4), size <= 1 << 40
        else { return }
        self.component = component
        self.offset = offset
        self.size = Int(size)
        self.raw = raw
        self.hash = hash
    }
}

/// Decompresses frames, one after another, with two buffers of fixed size.
struct FrameDecoder: ~Copyable {
    private static let capacity = 256 << 10
    /// The base-2 logarithm of the most bytes that a frame may look back.
    private static let largestWindow: Int32 = 22
    /// The most memory that a decoder of frames with this much content takes, in bytes.
    static func memory(_ largest: UInt64) -> UInt64 { min(largest, 1 << UInt64(largestWindow)) + (768 << 10) }
    private let context: OpaquePointer
    private let input: UnsafeMutablePointer<UInt8>
    private let output: UnsafeMutablePointer<UInt8>

    init() throws(Failure) {
        guard let context = ZSTD_createDCtx() else { throw .system("zstd", ENOMEM) }
        self.context = context
        ZSTD_DCtx_setParameter(context, Int32(ZSTD_window_log_max), FrameDecoder.largestWindow)
        input = .allocate(capacity: FrameDecoder.capacity)
        output = .allocate(capacity: FrameDecoder.capacity)
    }

    deinit {
        ZSTD_freeDCtx(context)
        input.deallocate()
        output.deallocate()
    }

    /// Gives the frame's content to `tar`. Fails unless every byte is as it was written.
    func decode(_ frame: Frame, of file: Int32, into tar: inout TarExtractor) throws(Failure) {
        var hash = XXH64()
        var left = frame.size
        var raw: UInt64 = 0
        var hint = 1
        ZSTD_DCtx_reset(context, 1)
        while left > 0 {
            let place = off_t(frame.offset) + off_t(frame.size - left)
            let got = pread(file, input, min(left, FrameDecoder.capacity), place)
            if got < 0, sys_errno() == EINTR { continue }
            if got < 0 { throw Failure.last("cannot read the payload") }
            if got == 0 { throw .damaged("it ends too early") }
            left -= got
            hash.update(UnsafeRawBufferPointer(start: input, count: got))
            var source = ZSTD_inBuffer(src: input, size: got, pos: 0)
            repeat {
                if hint == 0 { throw .damaged("its payload has changed") }
                var sink = ZSTD_outBuffer(dst: output, size: FrameDecoder.capacity, pos: 0)
                hint = ZSTD_decompressStream(context, &sink, &source)
                raw += UInt64(sink.pos)
                if ZSTD_isError(hint) != 0 || raw > frame.raw { throw .damaged("its payload has changed") }
                try tar.take(UnsafeRawBufferPointer(start: output, count: sink.pos))
                if source.pos == source.size, sink.pos < sink.size || hint == 0 { break }
            } while true
        }
        guard hint == 0, raw == frame.raw, hash.value == frame.hash, tar.isBetweenEntries else {
            throw .damaged("its payload has changed")
        }
    }
}
