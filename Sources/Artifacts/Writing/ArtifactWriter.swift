import Digest
import Host
package import Matrix
package import SystemPackage

/// Puts launcher, release and manifest together in one executable file. The same inputs give the same bytes.
package struct ArtifactWriter: Sendable {
    /// The payload begins at a multiple of this.
    static let alignment = 4096

    private let level: Int32
    private let cache: FrameCache
    private let width: Int

    /// `level` is Zstandard's, from 1 to 22; at most `width` frames are compressed at once.
    package init(level: Int32, cache: FrameCache = .none, width: Int = 2) {
        self.level = level
        self.cache = cache
        self.width = max(width, 1)
    }

    /// Writes the artifact with the launcher that belongs to the target.
    package func write(
        _ tree: ReleaseTree, _ description: ArtifactDescription, for target: Target, to path: FilePath
    ) async throws(ArtifactError) -> PackedArtifact {
        try NameRules.check(tree, for: target.operatingSystem)
        return try await write(tree, description, launcher: try Launchers.launcher(for: target), to: path)
    }

    /// Writes the artifact beside `path` and renames it there.
    package func write(
        _ tree: ReleaseTree, _ description: ArtifactDescription, launcher: [UInt8], to path: FilePath
    ) async throws(ArtifactError) -> PackedArtifact {
        try Manifest.check(description)
        try ArtifactWriter.checkProgram(description, in: tree)
        let plan = try await Blocking.run { () throws(ArtifactError) in try PayloadPlan(tree) }
        let file = try ArtifactFile(for: path)
        do throws(ArtifactError) {
            var parts = ArtifactParts(description, launcher: launcher)
            try file.write(parts.front)
            try await FrameCompression(level: level, cache: cache, width: width).run(plan.frames) {
                (frame) throws(ArtifactError) in
                try file.write(frame.bytes)
                parts.add(frame)
            }
            let (artifact, end) = try parts.finish(path, plan)
            try file.write(end)
            let whole = try parts.placement?.finish(file, artifact) ?? artifact
            try await file.finish()
            return whole
        } catch {
            file.discard()
            throw error
        }
    }

    /// A program inside the release must be one of its files.
    private static func checkProgram(_ description: ArtifactDescription, in tree: ReleaseTree) throws(ArtifactError) {
        guard description.program.hasPrefix("{root}/") else { return }
        let path = String(description.program.dropFirst("{root}/".count))
        let isThere = tree.entries.contains { entry in
            switch entry.content {
            case .file(_, _, let isExecutable): entry.path == path && isExecutable
            case .link: entry.path == path
            case .folder: false
            }
        }
        if !isThere { throw .noProgram(path: path) }
    }
}
