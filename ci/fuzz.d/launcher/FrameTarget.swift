import CLinux

/// A Zstandard frame whose hash is right, with as much content as it says, which is compared with an empty folder.
enum FrameTarget {
    nonisolated(unsafe) private static var decoder: Decoder?

    static func run(_ input: [UInt8]) throws(Failure) {
        guard !input.isEmpty else { return }
        if decoder == nil { decoder = try Decoder() }
        guard let decoder else { return }
        Scratch.fill(Scratch.file, input)
        var frame = Frame(line: [])
        frame.size = input.count
        var header = ZSTD_frameHeader()
        _ = ZSTD_getFrameHeader(&header, input, input.count)
        frame.raw = min(header.frameContentSize, 1 << 20)
        var hash = XXH64()
        input.withUnsafeBytes { hash.update($0) }
        frame.hash = hash.value
        var tar = TarExtractor(root: Scratch.base, isComparing: true)
        try decoder.frames.decode(frame, of: Scratch.file, into: &tar)
    }

    private final class Decoder {
        let frames: FrameDecoder
        init() throws(Failure) { frames = try FrameDecoder() }
    }
}
