import Matrix

/// What `bmatrix diff` tells of two artifacts. Files are compared by library, whatever its version.
package struct Difference: Sendable {
    /// The version of the JSON's form.
    package static let format = 1

    let old: Inspection
    let new: Inspection
    let changes: [FileChange]
    let manifest: [ManifestChange]

    package init(_ old: Inspection, _ new: Inspection) {
        self.old = old
        self.new = new
        changes = FileChange.all(old.files, new.files)
        manifest = ManifestChange.all(old, new)
    }

    /// Whether both do the same: neither a file nor a line of the manifest differs.
    package var isEmpty: Bool { changes.isEmpty && manifest.isEmpty && old.size == new.size }

    /// The differences as JSON.
    package func json() throws(ReportError) -> [UInt8] {
        try JSONText.document(
            DifferenceDocument(
                format: Self.format, same: isEmpty, old: DifferenceSide(old), new: DifferenceSide(new),
                growth: new.size - old.size, parts: parts, libraries: libraries, files: changes, manifest: manifest))
    }

    /// Each part of the artifact.
    var parts: [SizeChange] {
        Component.allCases.map { component in
            func bytes(_ inspection: Inspection) -> Int {
                inspection.parts.filter { $0.component == component }.map(\.stored).sum()
            }
            return SizeChange(name: component.rawValue, old: bytes(old), new: bytes(new))
        }
    }

    /// Each library whose version or bytes are others.
    var libraries: [SizeChange] {
        let (before, after) = (Self.sizes(old), Self.sizes(new))
        let changed = Set(changes.map { LibraryName(of: $0.path).name })
        let names = Set(before.keys).union(after.keys).filter { changed.contains($0) || before[$0] != after[$0] }
        return names.sorted().map { name in
            let (left, right) = (before[name] ?? [], after[name] ?? [])
            return SizeChange(
                name: name, old: left.map(\.stored).sum(), new: right.map(\.stored).sum(),
                oldVersion: left.map(\.version).joined(separator: " "),
                newVersion: right.map(\.version).joined(separator: " "))
        }
    }

    private static func sizes(_ inspection: Inspection) -> [String: [LibrarySize]] {
        Dictionary(grouping: LibrarySize.all(in: inspection.files), by: \.name)
    }
}

/// A file that is not the same in two artifacts.
struct FileChange: Hashable, Codable {
    enum Kind: String, Codable {
        case added, removed, grown, shrunk, changed
    }

    var kind: Kind
    /// The path in the newer artifact, or in the older one where it is gone.
    var path: String
    var component: Component
    var old: Int?
    var new: Int?

    var growth: Int { (new ?? 0) - (old ?? 0) }

    static func all(_ old: [PackedFile], _ new: [PackedFile]) -> [FileChange] {
        let (before, after) = (byPlace(old), byPlace(new))
        let places = Set(before.keys).union(after.keys).sorted()
        return places.compactMap { FileChange(before[$0], after[$0]) }
    }

    /// Two versions of a library have their files in common.
    private static func byPlace(_ files: [PackedFile]) -> [String: PackedFile] {
        let pairs = files.filter { $0.kind != .folder }.map { file in
            let library = file.library
            return (library.version.isEmpty ? file.path : "\(library.name)/\(library.rest)", file)
        }
        return Dictionary(pairs) { _, later in later }
    }

    private init?(_ old: PackedFile?, _ new: PackedFile?) {
        guard let file = new ?? old else { return nil }
        let kind: Kind
        switch (old, new) {
        case (nil, _): kind = .added
        case (_, nil): kind = .removed
        case (let old?, let new?):
            if old.content == new.content { return nil }
            kind = new.size > old.size ? .grown : new.size < old.size ? .shrunk : .changed
        }
        self.init(kind: kind, path: file.path, component: file.component, old: old?.size, new: new?.size)
    }

    private init(kind: Kind, path: String, component: Component, old: Int?, new: Int?) {
        self.kind = kind
        self.path = path
        self.component = component
        self.old = old
        self.new = new
    }
}

extension PackedFile {
    /// What of a file counts when two are compared; whether it is stored once or twice does not.
    fileprivate var content: [String] {
        [kind == .link ? "link \(target ?? "")" : sha256 ?? "", kind == .program ? "program" : ""]
    }
}

/// A line of the manifest that is not the same in two artifacts.
struct ManifestChange: Hashable, Codable {
    var key: String
    var old: String?
    var new: String?

    static func all(_ old: Inspection, _ new: Inspection) -> [ManifestChange] {
        let before = Dictionary(old.manifest.map { ($0.name, $0.value) }) { first, _ in first }
        let after = Dictionary(new.manifest.map { ($0.name, $0.value) }) { first, _ in first }
        return Set(before.keys).union(after.keys).sorted().compactMap { key in
            let (left, right) = (before[key], after[key])
            return left == right ? nil : ManifestChange(key: key, old: left, new: right)
        }
    }
}

/// Bytes that something takes of two artifacts.
struct SizeChange: Hashable, Codable {
    var name: String
    var old: Int
    var new: Int
    var oldVersion: String?
    var newVersion: String?

    var growth: Int { new - old }
}

private struct DifferenceSide: Encodable {
    var file: String
    var sha256: String
    var size: Int

    init(_ inspection: Inspection) {
        file = inspection.file
        sha256 = inspection.sha256
        size = inspection.size
    }
}

private struct DifferenceDocument: Encodable {
    var format: Int
    var same: Bool
    var old: DifferenceSide
    var new: DifferenceSide
    var growth: Int
    var parts: [SizeChange]
    var libraries: [SizeChange]
    var files: [FileChange]
    var manifest: [ManifestChange]
}
