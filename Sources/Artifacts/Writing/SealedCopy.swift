import Digest
import Host
package import Matrix
package import SystemPackage

/// A copy of an artifact with another manifest: the same launcher and payload for another cell, or with other smoke tests.
package struct SealedCopy: Sendable {
    private let original: ArtifactReader

    /// A copy of `original`, still to be written.
    package init(of original: ArtifactReader) { self.original = original }

    /// Writes the copy beside `path` and renames it there; every byte is checked against the original's manifest on its way.
    /// Blocks meanwhile.
    package func write(_ description: ArtifactDescription, to path: FilePath) async throws(ArtifactError)
        -> PackedArtifact
    {
        try Manifest.check(description)
        let source = try ArtifactBytes(original.path)
        defer { source.close() }
        let file = try ArtifactFile(for: path)
        do throws(ArtifactError) {
            let copied = try copy(source, to: file, description, path)
            let artifact = try MachOPlacement(of: source)?.finish(file, copied) ?? copied
            try await file.finish()
            return artifact
        } catch {
            file.discard()
            throw error
        }
    }

    private func copy(
        _ source: ArtifactBytes, to file: ArtifactFile, _ description: ArtifactDescription, _ path: FilePath
    ) throws(ArtifactError) -> PackedArtifact {
        let footer = original.footer
        var whole = SHA256()
        _ = try copy(source, 0..<footer.payloadOffset, to: file, &whole)
        if try source.launcherDigest(footer.payloadOffset).hex != original.manifest.launcherDigest {
            throw .damagedLauncher(original.path)
        }
        let payload = try copy(source, footer.payloadOffset..<footer.manifestOffset, to: file, &whole)
        if payload.hex != original.manifest.id { throw .damagedPayload(original.path) }
        var manifest = original.manifest
        manifest.description = description
        let (text, newFooter) = try manifest.end(payloadOffset: footer.payloadOffset, end: footer.manifestOffset)
        let tail = text + newFooter.bytes
        try file.write(tail)
        whole.update(tail)
        return PackedArtifact(
            path: path, manifest: manifest, size: Int(clamping: newFooter.total), digest: whole.finalize(),
            sizes: manifest.sizes(newFooter, fileSize: newFooter.total), reusedFrames: manifest.frames.count,
            footer: newFooter)
    }

    /// Copies a part of the file; returns its digest.
    private func copy(
        _ source: ArtifactBytes, _ range: Range<UInt64>, to file: ArtifactFile, _ whole: inout SHA256
    ) throws(ArtifactError) -> DigestValue {
        var digest = SHA256()
        var next = range.lowerBound
        while next < range.upperBound {
            let bytes = try source.read(at: next, count: Int(min(range.upperBound - next, 1 << 20)))
            try file.write(bytes)
            digest.update(bytes)
            whole.update(bytes)
            next += UInt64(bytes.count)
        }
        return digest.finalize()
    }
}

extension Manifest {
    /// The manifest's text and the footer for a payload that ends at `end`.
    func end(payloadOffset: UInt64, end: UInt64) throws(ArtifactError) -> (text: [UInt8], footer: Footer) {
        let text = Array(try text().utf8)
        if UInt64(text.count) > Footer.largestManifest { throw .invalidValue(key: "smoke", detail: "is too long") }
        let footer = Footer(
            payloadOffset: payloadOffset, payloadSize: end - payloadOffset, manifestOffset: end,
            manifestSize: UInt64(text.count), manifestHash: XXH64.hash(of: text),
            total: end + UInt64(text.count + Footer.size))
        return (text, footer)
    }
}
