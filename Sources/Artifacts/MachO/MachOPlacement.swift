import Digest
import Matrix
import SystemPackage

/// A launcher for macOS around an artifact: what lies in front of the payload is known before, what lies behind the footer is written last.
struct MachOPlacement: Sendable {
    /// Segments begin at a multiple of this, the size of a page on arm64.
    static let alignment: UInt64 = 16384

    /// All before the payload.
    let front: [UInt8]
    private let commands: LoadCommands
    private let places: MachOPlaces
    /// The last segment without its signature.
    private let back: [UInt8]

    /// Nil if the launcher is none for macOS.
    init?(launcher: [UInt8]) {
        guard let commands = LoadCommands(Array(launcher.prefix(LoadCommands.limit))),
            let places = MachOPlaces(commands), places.size == UInt64(launcher.count)
        else { return nil }
        self.commands = commands
        self.places = places
        front = Array(launcher[..<Int(places.begin)])
        back = Array(launcher[Int(places.lastSegment)..<Int(places.signature)])
    }

    /// That of an artifact; nil if it is none for macOS.
    init?(of source: ArtifactBytes) throws(ArtifactError) {
        guard let layout = try source.machO() else { return nil }
        commands = layout.commands
        places = layout.places
        front = try source.read(at: 0, count: Int(places.begin))
        back = try source.read(at: places.lastSegment, count: Int(places.signature - places.lastSegment))
    }

    /// Writes the rest of a file that has come to the end of the footer, and signs it. Returns what there is to say about all of it.
    func finish(_ file: ArtifactFile, _ artifact: PackedArtifact) throws(ArtifactError) -> PackedArtifact {
        let end = UInt64(artifact.size)
        let lastSegment = (end + Self.alignment - 1) / Self.alignment * Self.alignment
        let codeSize = lastSegment + UInt64(back.count)
        let identifier = artifact.manifest.description.app
        let signatureSize = CodeSignature.size(of: codeSize, identifier: identifier)
        guard codeSize + UInt64(signatureSize) <= UInt64(UInt32.max) else {
            throw .unwritable(artifact.path, .fileTooLarge)
        }
        try file.write([UInt8](repeating: 0, count: Int(lastSegment - end)) + back)
        try file.write(front(end: end, lastSegment: lastSegment, signatureSize: signatureSize), at: 0)

        var whole = SHA256()
        var pages = PageDigests()
        try file.forEachPiece { piece in
            whole.update(piece)
            pages.add(piece)
        }
        let signature = CodeSignature.bytes(
            pages.finish(), codeSize: codeSize, identifier: identifier, textSize: textSize)
        try file.write(signature)
        whole.update(signature)
        var finished = artifact
        finished.size = Int(codeSize) + signature.count
        finished.digest = whole.finalize()
        finished.sizes = artifact.manifest.sizes(artifact.footer, fileSize: UInt64(finished.size))
        return finished
    }

    private var textSize: UInt64 {
        commands.segment("__TEXT").map { commands.number($0, 48, as: UInt64.self) } ?? 0
    }

    /// The beginning of the file with the commands of its new layout.
    private func front(end: UInt64, lastSegment: UInt64, signatureSize: Int) -> [UInt8] {
        var layout = MachOLayout(commands, moved: lastSegment &- places.lastSegment)
        layout.setArtifact(size: end - places.begin, room: lastSegment - places.begin)
        layout.setLastSegment(at: lastSegment, size: UInt64(back.count + signatureSize))
        layout.setSignature(at: lastSegment + UInt64(back.count), size: signatureSize)
        return Array(layout.commands.bytes.prefix(front.count))
    }
}
