package import SystemPackage

/// Unpacks tar (plain, gz, bz2, xz, zst), zip and Debian packages as streams, trusting nothing of what they say.
///
/// Entries that are absolute, climb with `..`, pass through a link, are devices or have odd names end the unpacking
/// with an error;
/// what was written until then stays, so unpack into a folder that is thrown away on failure. Permissions become
/// 0755 or 0644, owners are those of the process, modification times of files are kept.
package struct Unpacker: Sendable {
    /// How much may come out.
    package let limits: UnpackLimits

    /// An unpacker with limits.
    package init(limits: UnpackLimits = UnpackLimits()) {
        self.limits = limits
    }

    /// Unpacks the entries that `select` gives a place: from the path in the archive (`usr/lib/x`, never with a
    /// leading `./`) to the path below `folder`, or nil to leave the entry out. Blocks meanwhile.
    ///
    /// The folder must exist; what it already holds is kept unless an entry replaces it.
    package func unpack(
        _ file: FilePath, into folder: FilePath, select: (String) -> String? = { $0 }
    ) throws(ArchiveError) {
        let reader = try ArchiveReader(name: file.string, formats: .packages)
        try reader.open(file)
        let first = try reader.next()
        if reader.isPackage {
            try unpackPackage(reader, first, into: folder, select)
        } else {
            try unpackEntries(reader, first, into: folder, select)
        }
    }

    /// A Debian package is an `ar` file whose member `data.tar.*` holds the files (deb(5)).
    private func unpackPackage(
        _ outer: ArchiveReader, _ first: ArchiveEntry?, into folder: FilePath, _ select: (String) -> String?
    ) throws(ArchiveError) {
        var member = first
        while let current = member, !current.path.hasPrefix("data.tar") { member = try outer.next() }
        guard member != nil else { throw .noData(archive: outer.name) }
        let inner = try ArchiveReader(name: outer.name, formats: .tape)
        try inner.open(inside: outer)
        try unpackEntries(inner, try inner.next(), into: folder, select)
    }

    private func unpackEntries(
        _ reader: ArchiveReader, _ first: ArchiveEntry?, into folder: FilePath, _ select: (String) -> String?
    ) throws(ArchiveError) {
        var tally = UnpackTally(archive: reader.name, size: reader.size, limits: limits)
        var destination = UnpackedFolder(root: folder, archive: reader.name)
        var next = first
        while let entry = next {
            try tally.countEntry()
            try unpackEntry(entry, reader, &destination, &tally, select)
            next = try reader.next()
        }
    }

    private func unpackEntry(
        _ entry: ArchiveEntry, _ reader: ArchiveReader, _ destination: inout UnpackedFolder,
        _ tally: inout UnpackTally, _ select: (String) -> String?
    ) throws(ArchiveError) {
        guard let source = SafePath(entry.path) else {
            throw .unsafePath(archive: reader.name, entry: entry.path)
        }
        if let oddity = source.oddity {
            throw .oddName(archive: reader.name, entry: entry.path, complaint: oddity)
        }
        if source.components.isEmpty && entry.kind != .folder {
            throw .oddName(archive: reader.name, entry: entry.path, complaint: "names nothing")
        }
        guard let place = try selected(source, reader.name, select), !place.components.isEmpty else {
            return try tally.count(bytes: entry.size)
        }
        switch entry.kind {
        case .folder: try destination.makeFolder(place)
        case .file: try destination.writeFile(place, of: entry, from: reader, counting: &tally)
        case .symbolicLink(let target): try destination.makeLink(place, to: target)
        case .hardLink(let target): try makeHardLink(place, to: target, reader, &destination, select)
        case .other(let kind): throw .unsafeEntry(archive: reader.name, entry: entry.path, kind: kind)
        }
    }

    private func makeHardLink(
        _ place: SafePath, to target: String, _ reader: ArchiveReader, _ destination: inout UnpackedFolder,
        _ select: (String) -> String?
    ) throws(ArchiveError) {
        guard let source = SafePath(target), let existing = try selected(source, reader.name, select) else {
            throw .unsafeLink(archive: reader.name, entry: place.text, target: target)
        }
        try destination.makeHardLink(place, to: existing)
    }

    private func selected(
        _ source: SafePath, _ archive: String, _ select: (String) -> String?
    ) throws(ArchiveError) -> SafePath? {
        guard let text = select(source.text) else { return nil }
        guard let place = SafePath(text) else { throw .unsafePath(archive: archive, entry: text) }
        return place
    }
}
