import Matrix
import SystemPackage

/// How a release tree is cut into frames: one of folders, then the files by component, then one of links.
///
/// A frame ends between two entries, before it grows beyond 4 MiB, and where a component ends; so threads can share the
/// unpacking, sizes by component are exact, and releases with the same runtime have frames in common.
struct PayloadPlan: Sendable {
    /// Bytes of tar; a single larger file is a frame of its own.
    static let largestFrame: UInt64 = 4 << 20

    private(set) var frames: [FramePlan] = []
    /// Bytes of file content by component, copies counted once.
    private(set) var contents: [Component: UInt64] = [:]

    /// Reads files of the same size to find copies. Blocks meanwhile.
    init(_ tree: ReleaseTree) throws(ArtifactError) {
        let files = tree.entries.compactMap(PackedFile.init)
        let ordered = Component.allCases.flatMap { component in files.filter { $0.component == component } }
        let copies = try FileCopies(ordered)
        addFolders(tree)
        for component in Component.allCases {
            try addFiles(ordered.filter { $0.component == component && copies.original(of: $0) == nil }, component)
        }
        addLinks(tree, ordered, copies)
    }

    private mutating func addFolders(_ tree: ReleaseTree) {
        var frame = FramePlan(.format)
        for entry in tree.entries where entry.content == .folder {
            frame.append(TarHeader.bytes(.folder, path: entry.path))
        }
        frames.append(frame)
    }

    private mutating func addFiles(_ files: [PackedFile], _ component: Component) throws(ArtifactError) {
        var frame = FramePlan(component)
        for file in files {
            if file.size > TarHeader.largestFile { throw .invalidEntry(path: file.path, detail: "it is too large") }
            let room = UInt64(3 * TarHeader.block) + file.size
            if frame.rawSize > 0, frame.rawSize + room > PayloadPlan.largestFrame {
                frames.append(frame)
                frame = FramePlan(component)
            }
            frame.append(
                TarHeader.bytes(.file, path: file.path, size: file.size, isExecutable: file.isExecutable))
            if file.size > 0 { frame.append(file: file.source, size: file.size) }
            contents[component, default: 0] += file.size
        }
        if frame.rawSize > 0 { frames.append(frame) }
    }

    /// Copies become hard links. Links come last: the launcher makes them when all files are there.
    private mutating func addLinks(_ tree: ReleaseTree, _ files: [PackedFile], _ copies: FileCopies) {
        var frame = FramePlan(.format)
        for file in files {
            guard let original = copies.original(of: file) else { continue }
            frame.append(
                TarHeader.bytes(.hardLink, path: file.path, link: original, isExecutable: file.isExecutable))
        }
        for entry in tree.entries {
            guard case .link(let target) = entry.content else { continue }
            frame.append(TarHeader.bytes(.symbolicLink, path: entry.path, link: target))
        }
        frame.append(TarHeader.end)
        frames.append(frame)
    }
}

/// A file of the release tree.
struct PackedFile: Sendable {
    let path: String
    let component: Component
    let source: FilePath
    let size: UInt64
    let isExecutable: Bool

    init?(_ entry: ReleaseTree.Entry) {
        guard case .file(let source, let size, let isExecutable) = entry.content else { return nil }
        path = entry.path
        component = entry.component
        self.source = source
        self.size = size
        self.isExecutable = isExecutable
    }
}
