import Digest
import Glibc
import Host
import Matrix
import SystemPackage

@testable import Artifacts

/// Bytes of tar in an artifact that is right in all else: read, and unpacked into a folder in memory.
///
/// The first byte says where the second frame begins; the second one is of no use to this reader.
enum TreeTarget {
    static func run(_ input: [UInt8]) throws {
        guard input.count > 2 else { return }
        Scratch.fill(try artifact(Array(input[2...]), cut: Int(input[0]) * 512))
        defer { check() }
        let reader = try ArtifactReader(Scratch.file)
        let entries = try reader.entries()
        var extraction = Extraction(of: reader, to: Scratch.inside) { false }
        try extraction.run()
        for entry in entries where Disk().kind(of: Scratch.inside.appending(entry.path)) == nil {
            stop("an entry was not unpacked")
        }
    }

    /// Nothing appears beside the folder.
    private static func check() {
        try? Disk().removeTree(Scratch.inside)
        if (try? Disk().list(Scratch.outside))?.isEmpty != true { stop("something lies outside of the given folder") }
    }

    private static func artifact(_ tar: [UInt8], cut: Int) throws -> [UInt8] {
        let launcher = [UInt8](repeating: 0, count: 64)
        var payload: [UInt8] = []
        var frames: [Frame] = []
        for piece in [tar.prefix(cut), tar.dropFirst(cut)] where !piece.isEmpty {
            let stored = stored(piece)
            frames.append(
                Frame(
                    offset: UInt64(launcher.count + payload.count), stored: UInt64(stored.count),
                    raw: UInt64(piece.count), component: .app, hash: XXH64.hash(of: stored)))
            payload += stored
        }
        var manifest = Manifest(
            description: ArtifactDescription(
                app: "a", version: "1", mode: .cli, otp: "27", target: "t", cell: "c", program: "p"),
            id: SHA256.digest(of: payload).hex, launcherDigest: SHA256.digest(of: launcher).hex,
            launcherHash: XXH64.hash(of: launcher), contents: [:], frames: frames)
        manifest.contents = [.app: contentSize(tar)]
        let text = Array(try manifest.text().utf8)
        let end = UInt64(launcher.count + payload.count)
        let footer = Footer(
            payloadOffset: UInt64(launcher.count), payloadSize: UInt64(payload.count), manifestOffset: end,
            manifestSize: UInt64(text.count), manifestHash: XXH64.hash(of: text),
            total: end + UInt64(text.count) + UInt64(Footer.size))
        return launcher + payload + text + footer.bytes
    }

    /// Of all files, as far as the archive can be read.
    private static func contentSize(_ tar: [UInt8]) -> UInt64 {
        var reader = TarReader()
        var size: UInt64 = 0
        try? reader.take(tar[...]) { (event) throws(TarFault) in
            if case .content(let bytes) = event { size += UInt64(bytes.count) }
        }
        return size
    }

    /// A Zstandard frame of pieces that are not compressed, without a checksum.
    private static func stored(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        var frame: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0xA0] + number(bytes.count, 4)
        var rest = bytes
        repeat {
            let block = rest.prefix(128 << 10)
            rest = rest.dropFirst(block.count)
            frame += number(block.count << 3 | (rest.isEmpty ? 1 : 0), 3) + block
        } while !rest.isEmpty
        return frame
    }

    private static func number(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
}
