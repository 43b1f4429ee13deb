import Matrix
import SystemPackage

/// How a release tree is cut into frames: part by part one of folders, those of files, and one of links.
///
/// A frame ends between two entries, before it grows beyond 4 MiB, and where a part ends; so threads can share the
/// unpacking, sizes by part are exact, and releases with the same runtime have frames in common.
struct PayloadPlan: Sendable {
    /// Bytes of tar; a single larger file is a frame of its own.
    static let largestFrame: UInt64 = 4 << 20

    private(set) var frames: [FramePlan] = []
    /// Bytes of file content by component, copies counted once.
    private(set) var contents: [Component: UInt64] = [:]
    /// Where an install has links into its layers.
    let mounts: [Component: [String]]

    /// Reads files of the same size to find copies. Blocks meanwhile.
    init(_ tree: ReleaseTree) throws(ArtifactError) {
        let parts = PayloadParts(tree)
        mounts = parts.mounts
        for part in PayloadParts.order { try addPart(part, parts) }
    }

    private mutating func addPart(_ part: Component, _ parts: PayloadParts) throws(ArtifactError) {
        let (entries, folders) = (parts.entries(of: part), parts.folders(of: part))
        let isLast = part == PayloadParts.order.last
        if entries.isEmpty && folders.isEmpty && !isLast { return }
        addFolders(folders, part)
        let files = FileOrder.sorted(entries.compactMap(PackedFile.init))
        let copies = try FileCopies(files)
        try addFiles(files.filter { copies.original(of: $0) == nil }, part)
        var links = Self.links(entries, files, copies, part)
        if isLast { links.append(TarHeader.end) }
        if links.rawSize > 0 { frames.append(links) }
    }

    private mutating func addFolders(_ folders: [String], _ part: Component) {
        var frame = FramePlan(part)
        for folder in folders { frame.append(TarHeader.bytes(.folder, path: folder)) }
        frames.append(frame)
    }

    private mutating func addFiles(_ files: [PackedFile], _ part: Component) throws(ArtifactError) {
        var frame = FramePlan(part)
        for file in files {
            if file.size > TarHeader.largestFile { throw .invalidEntry(path: file.path, detail: "it is too large") }
            let room = UInt64(3 * TarHeader.block) + file.size
            if frame.rawSize > 0, frame.rawSize + room > PayloadPlan.largestFrame {
                frames.append(frame)
                frame = FramePlan(part)
            }
            frame.append(
                TarHeader.bytes(.file, path: file.path, size: file.size, isExecutable: file.isExecutable))
            if file.size > 0 { frame.append(file: file.source, size: file.size) }
            contents[part, default: 0] += file.size
        }
        if frame.rawSize > 0 { frames.append(frame) }
    }

    /// Copies become hard links. Links come last: the launcher makes them when all files are there.
    private static func links(
        _ entries: [ReleaseTree.Entry], _ files: [PackedFile], _ copies: FileCopies, _ part: Component
    ) -> FramePlan {
        var frame = FramePlan(part)
        for file in files {
            guard let original = copies.original(of: file) else { continue }
            frame.append(
                TarHeader.bytes(.hardLink, path: file.path, link: original, isExecutable: file.isExecutable))
        }
        for entry in entries {
            guard case .link(let target) = entry.content else { continue }
            frame.append(TarHeader.bytes(.symbolicLink, path: entry.path, link: target))
        }
        return frame
    }
}

/// A file of the release tree.
struct PackedFile: Sendable {
    let path: String
    let source: FilePath
    let size: UInt64
    let isExecutable: Bool

    init?(_ entry: ReleaseTree.Entry) {
        guard case .file(let source, let size, let isExecutable) = entry.content else { return nil }
        path = entry.path
        self.source = source
        self.size = size
        self.isExecutable = isExecutable
    }
}
