import Archive
import Digest
import Matrix
import SystemPackage

/// What a payload holds, in its order.
package enum PayloadEvent {
    case entry(PackedEntry)
    /// Some bytes of the content of the file before.
    case content(ArraySlice<UInt8>)
}

extension ArtifactReader {
    /// Reads the whole payload and gives what it holds, once it is known that no byte of the file has changed. What does not
    /// fit the format is `artifact.malformed-payload`, whoever has made it; memory does not grow with the payload. Blocks
    /// meanwhile.
    package func forEach(_ body: (PayloadEvent) throws(ArtifactError) -> Void) throws(ArtifactError) {
        try verify()
        try checkExpansion()
        let file = try ArtifactBytes(path)
        defer { file.close() }
        var stream = PayloadStream(file: file)
        for number in manifest.frames.indices { try stream.read(manifest.frames[number], number, body) }
        try stream.finish(manifest)
    }

    /// An honest payload does not grow to hundreds of times its size.
    func checkExpansion() throws(ArtifactError) {
        let raw = manifest.frames.reduce(UInt64(0)) { sum, frame in
            let (next, overflow) = sum.addingReportingOverflow(frame.raw)
            return overflow ? .max : next
        }
        if raw > 1 << 30, raw / 200 > UInt64(size) { throw .tooLarge(path, bytes: raw) }
    }
}

/// Frames decompressed one after another, and the tar archive that they make up.
private struct PayloadStream {
    /// How much of the file is read at once.
    private static let piece: UInt64 = 1 << 20

    let file: ArtifactBytes
    private var tar = TarReader()
    private var rules = PayloadRules()
    private var contents: [Component: UInt64] = [:]
    private var layers: [Component: SHA256] = [:]

    init(file: ArtifactBytes) { self.file = file }

    mutating func read(
        _ frame: Frame, _ number: Int, _ body: (PayloadEvent) throws(ArtifactError) -> Void
    ) throws(ArtifactError) {
        let (name, place) = ("frame \(number + 1)", PayloadRules.Place(component: frame.component, frame: number))
        var hash = XXH64()
        var content = SHA256()
        var raw: UInt64 = 0
        do {
            var stream = try ZstandardStream()
            var offset = frame.offset
            let end = frame.offset + frame.stored
            while offset < end {
                let bytes = try file.read(at: offset, count: Int(min(Self.piece, end - offset)))
                offset += UInt64(bytes.count)
                bytes.withUnsafeBytes { hash.update($0) }
                var position = 0
                while let piece = try stream.next(bytes, &position) {
                    raw += UInt64(piece.count)
                    piece.withUnsafeBytes { content.update($0) }
                    if raw > frame.raw { throw TarFault("\(name) holds more than the manifest says") }
                    try take(piece, place, body)
                }
            }
            try stream.finish()
        } catch { throw failure(error, name) }
        if hash.value != frame.hash { throw malformed("\(name) does not fit its checksum") }
        if raw != frame.raw { throw malformed("\(name) holds less than the manifest says") }
        layers[frame.component, default: SHA256()].update(content.finalize().bytes)
        if !tar.isBetweenEntries { throw malformed("\(name) ends within an entry") }
    }

    /// All frames are read; what the manifest says of the whole must be true.
    func finish(_ manifest: Manifest) throws(ArtifactError) {
        if !tar.isEnded { throw malformed("the archive has no end") }
        for layer in manifest.layers where layers[layer.component]?.finalize().hex.prefix(32) != layer.id[...] {
            throw malformed("the layer '\(layer.component.rawValue)' is not the one that the manifest names")
        }
        for component in Component.allCases where contents[component] ?? 0 != manifest.contents[component] ?? 0 {
            throw malformed("the files of '\(component.rawValue)' are not as large as the manifest says")
        }
    }

    private mutating func take(
        _ piece: ArraySlice<UInt8>, _ place: PayloadRules.Place, _ body: (PayloadEvent) throws(ArtifactError) -> Void
    ) throws {
        var events: [TarReader.Event] = []
        try tar.take(piece) { (event) throws(TarFault) in events.append(event) }
        for event in events {
            switch event {
            case .entry(let entry):
                let packed = try rules.admit(entry, place)
                if case .file = packed.kind { contents[place.component, default: 0] &+= packed.size }
                try body(.entry(packed))
            case .content(let bytes): try body(.content(bytes))
            }
        }
    }

    private func malformed(_ detail: String) -> ArtifactError { .malformedPayload(file.path, detail: detail) }

    private func failure(_ error: any Error, _ name: String) -> ArtifactError {
        switch error {
        case let error as ArtifactError: error
        case let fault as TarFault: malformed(fault.detail)
        case let error as ArchiveError: malformed("\(name) cannot be decompressed: \(error.message)")
        default: malformed("\(error)")
        }
    }
}
