import Digest
import Matrix
import SystemPackage

/// Digests and offsets of an artifact, as its bytes pass by.
struct ArtifactParts {
    /// The launcher and its padding; for macOS its part in front of the payload.
    let front: [UInt8]
    let placement: MachOPlacement?
    private let description: ArtifactDescription
    private var whole = SHA256()
    private var payload = SHA256()
    private var frames: [Frame] = []
    private var layers: [Component: SHA256] = [:]
    private var end: UInt64
    private var reused = 0

    init(_ description: ArtifactDescription, launcher: [UInt8]) {
        placement = MachOPlacement(launcher: launcher)
        let launcher = placement?.front ?? launcher
        let alignment = ArtifactWriter.alignment
        let padding = (alignment - launcher.count % alignment) % alignment
        front = launcher + [UInt8](repeating: 0, count: padding)
        self.description = description
        end = UInt64(front.count)
        whole.update(front)
    }

    mutating func add(_ frame: PackedFrame) {
        let stored = UInt64(frame.bytes.count)
        frames.append(
            Frame(offset: end, stored: stored, raw: frame.rawSize, component: frame.component, hash: frame.hash))
        end += stored
        whole.update(frame.bytes)
        payload.update(frame.bytes)
        layers[frame.component, default: SHA256()].update(frame.rawDigest.bytes)
        if frame.isReused { reused += 1 }
    }

    /// The manifest and footer, and what there is to say about the file.
    mutating func finish(
        _ path: FilePath, _ plan: PayloadPlan
    ) throws(ArtifactError) -> (PackedArtifact, [UInt8]) {
        let front = LoadCommands(front)?.settled ?? front
        let manifest = Manifest(
            description: description, id: payload.finalize().hex, launcherDigest: SHA256.digest(of: front).hex,
            launcherHash: XXH64.hash(of: front), contents: plan.contents, layers: layers(plan), frames: frames)
        let (text, footer) = try manifest.end(payloadOffset: UInt64(front.count), end: end)
        let tail = text + footer.bytes
        whole.update(tail)
        let artifact = PackedArtifact(
            path: path, manifest: manifest, size: Int(footer.total), digest: whole.finalize(),
            sizes: manifest.sizes(footer, fileSize: footer.total), reusedFrames: reused, footer: footer)
        return (artifact, tail)
    }

    /// A layer's id is made of what its frames hold, not of how they are compressed.
    private mutating func layers(_ plan: PayloadPlan) -> [Layer] {
        PayloadParts.order.compactMap { component in
            guard let mounts = plan.mounts[component], let digest = layers[component] else { return nil }
            return Layer(component: component, id: String(digest.finalize().hex.prefix(32)), mounts: mounts)
        }
    }
}

extension XXH64 {
    /// The hash of some bytes.
    static func hash(of bytes: [UInt8]) -> UInt64 {
        var hash = XXH64()
        bytes.withUnsafeBytes { hash.update($0) }
        return hash.value
    }
}
