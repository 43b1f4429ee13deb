import Digest
package import Matrix
package import SystemPackage

/// An artifact as it is found: is it one, is it whole, and what does it hold?
package struct ArtifactReader: Sendable {
    package let path: FilePath
    package let manifest: Manifest
    /// Bytes of the file.
    package let size: Int
    /// In the order of `Component`; the stored bytes add up to the file's size.
    package let sizes: [ComponentSize]
    let footer: Footer

    /// Reads the last part only: footer and manifest must be whole, and the file executable unless it is only looked at.
    /// Blocks meanwhile.
    package init(_ path: FilePath, toRun: Bool = true) throws(ArtifactError) {
        let file = try ArtifactBytes(path)
        defer { file.close() }
        let footer = try ArtifactReader.footer(file)
        let manifest = try ArtifactReader.manifest(file, footer)
        if toRun, !file.isExecutable { throw .notExecutable(path) }
        self.path = path
        self.manifest = manifest
        self.footer = footer
        size = Int(clamping: file.size)
        sizes = manifest.sizes(footer, fileSize: file.size)
    }

    /// Reads the whole file and compares all digests: no byte of it has changed since it was written. Blocks meanwhile.
    package func verify() throws(ArtifactError) {
        let file = try ArtifactBytes(path)
        defer { file.close() }
        guard try ArtifactReader.footer(file) == footer else { throw .changed(path) }
        let launcher = try file.launcherDigest(footer.payloadOffset)
        if launcher.hex != manifest.launcherDigest { throw .damagedLauncher(path) }
        let payload = try file.digest(from: footer.payloadOffset, to: footer.manifestOffset)
        if payload.hex != manifest.id { throw .damagedPayload(path) }
        guard try ArtifactReader.manifest(file, footer) == manifest else { throw .changed(path) }
        try file.checkSignature()
    }

    private static func footer(_ file: ArtifactBytes) throws(ArtifactError) -> Footer {
        // The footer ends with the file, or where its section in a program for macOS does.
        let places = try file.machO()?.places
        let end = places?.end ?? file.size
        guard end > UInt64(Footer.size),
            let footer = Footer(try file.read(at: end - UInt64(Footer.size), count: Footer.size))
        else {
            throw try file.hasLauncherNote() ? .truncated(file.path) : .notAnArtifact(file.path)
        }
        if footer.majorVersion > Footer.version {
            throw .newerFormat(file.path, version: Int(footer.majorVersion))
        }
        if footer.total != end { throw .truncated(file.path) }
        guard footer.majorVersion == Footer.version, footer.isConsistent(fileSize: end),
            places.map({ $0.begin == footer.payloadOffset }) ?? true
        else {
            throw .damagedFooter(file.path)
        }
        return footer
    }

    private static func manifest(_ file: ArtifactBytes, _ footer: Footer) throws(ArtifactError) -> Manifest {
        let text = try file.read(at: footer.manifestOffset, count: Int(footer.manifestSize))
        if XXH64.hash(of: text) != footer.manifestHash {
            throw .damagedManifest(file.path, detail: "does not fit its checksum")
        }
        guard text.starts(with: "bmatrix=\(footer.majorVersion).\(footer.minorVersion)\n".utf8) else {
            throw .damagedManifest(file.path, detail: "is of another version than the file's end")
        }
        let manifest: Manifest
        do throws(ManifestFault) {
            manifest = try Manifest(text: text)
        } catch {
            throw .damagedManifest(file.path, detail: error.detail)
        }
        if !manifest.framesFill(from: footer.payloadOffset, to: footer.manifestOffset) {
            throw .damagedManifest(file.path, detail: "does not describe the payload")
        }
        return manifest
    }
}
