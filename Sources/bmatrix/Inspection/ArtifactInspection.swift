import Artifacts
import Builds
import Digest
import Host
import Matrix
import NativeCode
import Releases
import Reports
import SystemPackage

extension Inspection {
    /// Looks into an artifact, after all its digests; blocks meanwhile.
    init(of path: FilePath) throws(ArtifactError) {
        let reader = try ArtifactReader(path, toRun: false)
        var native = NativeContents()
        let entries = try reader.entries { _, start in
            NativeFile.mayBegin(Array(start.prefix(NativeFile.markLength)))
        } content: { entry, bytes in
            if let file = NativeFile(bytes) { native.add(entry.path, file) }
        }
        native.bringsLoader = entries.contains { $0.path == "libc/ld.so" }
        let digest: String
        do throws(Errno) { digest = try SHA256.digest(ofFile: path).hex } catch { throw .unreadable(path, error) }
        let manifest = reader.manifest
        self.init(
            file: path.lastComponent?.string ?? path.string, sha256: digest, size: reader.size,
            description: manifest.description, payload: manifest.id, launcher: manifest.launcherDigest,
            parts: reader.sizes,
            files: entries.map { PackedFile($0, in: manifest.frames) }, native: native.files.map(NativeFact.init),
            bundledGlibc: native.bundledGlibc?.text, glibc: native.glibcFloor?.text,
            licences: ContainedPart.parts(in: manifest.description),
            tests: SmokeTestList.tests(manifest.description.smoke) ?? [],
            layers: manifest.layers, frames: manifest.frames.count)
    }
}

extension PackedFile {
    /// An entry of the payload; its share of the stored bytes goes by its share of its frame.
    fileprivate init(_ entry: PackedEntry, in frames: [Frame]) {
        let kind: Kind
        var target: String?
        switch entry.kind {
        case .folder: kind = .folder
        case .file(let isExecutable): kind = isExecutable ? .program : .file
        case .copy(let original): (kind, target) = (.copy, original)
        case .link(let goal): (kind, target) = (.link, goal)
        }
        // A header, and the content up to the end of its last block.
        let content = if case .file = entry.kind { (entry.size + 511) / 512 * 512 } else { UInt64(0) }
        let frame = frames[entry.frame]
        let stored = Double(frame.stored) * Double(content + 512) / Double(max(frame.raw, 1))
        self.init(
            path: entry.path, kind: kind, component: entry.component, size: Int(clamping: entry.size),
            stored: Int(stored.rounded()), sha256: entry.digest?.hex, target: target)
    }
}

extension NativeFact {
    fileprivate init(_ entry: NativeEntry) {
        self.init(
            path: entry.path, isLibrary: entry.isLibrary, format: entry.format, system: entry.system,
            machines: entry.machines, libc: entry.libc?.rawValue, glibc: entry.glibc?.text)
    }
}
