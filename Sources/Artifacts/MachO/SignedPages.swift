import Digest

/// What a signature says of a program's pages, whoever has signed it: ours, or what `codesign` put in its place.
struct SignedPages {
    let codeSize: UInt64
    let digests: [DigestValue]

    /// Nil if there is no list of SHA-256 of pages of 4096 bytes that makes sense.
    init?(_ signature: [UInt8]) {
        func number(_ place: Int) -> Int? {
            guard place >= 0, place <= signature.count - 4 else { return nil }
            return signature[place..<(place + 4)].reduce(0) { $0 << 8 | Int($1) }
        }
        guard number(0) == Int(CodeSignature.Magic.frame), let count = number(8), count <= 64 else { return nil }
        for blob in 0..<count {
            guard let place = number(12 + 8 * blob + 4), number(place) == Int(CodeSignature.Magic.directory),
                let hashes = number(place + 16), let pages = number(place + 28), let limit = number(place + 32),
                let kind = number(place + 36), kind >> 16 == DigestValue.byteCount << 8 | 2, kind & 0xFF == 12
            else { continue }
            let (first, size) = (place + hashes, pages * DigestValue.byteCount)
            guard first <= signature.count, size <= signature.count - first else { return nil }
            codeSize = UInt64(limit)
            digests = stride(from: first, to: first + size, by: DigestValue.byteCount).compactMap {
                DigestValue(bytes: Array(signature[$0..<($0 + DigestValue.byteCount)]))
            }
            return
        }
        return nil
    }
}

extension ArtifactBytes {
    /// Every page of a program for macOS is as its signature says, and the signature covers all of them. Of others there is nothing to say.
    func checkSignature() throws(ArtifactError) {
        guard let places = try machO()?.places else { return }
        let size = Int(clamping: places.size - places.signature)
        guard let signed = SignedPages(try read(at: places.signature, count: size)), signed.codeSize == places.signature
        else { throw .damagedSignature(path) }
        var pages = PageDigests()
        var next: UInt64 = 0
        while next < places.signature {
            let piece = try read(at: next, count: Int(min(places.signature - next, 1 << 20)))
            pages.add(piece)
            next += UInt64(piece.count)
        }
        if pages.finish() != signed.digests { throw .damagedSignature(path) }
    }
}
