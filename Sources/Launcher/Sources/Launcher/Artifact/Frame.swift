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
