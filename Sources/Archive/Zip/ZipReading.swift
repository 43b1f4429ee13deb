extension Zip {
    /// All files and folders of a zip archive, in its order.
    ///
    /// Links, and paths that would leave the folder they are unpacked into, are errors as when unpacking.
    package static func read(_ bytes: [UInt8], limits: UnpackLimits = UnpackLimits()) throws(ArchiveError) -> [Entry] {
        var result: Result<[Entry], ArchiveError> = .success([])
        bytes.withUnsafeBytes { memory in
            do throws(ArchiveError) {
                result = .success(try entries(of: memory, limits))
            } catch {
                result = .failure(error)
            }
        }
        return try result.get()
    }

    private static func entries(
        of memory: UnsafeRawBufferPointer, _ limits: UnpackLimits
    ) throws(ArchiveError) -> [Entry] {
        let reader = try ArchiveReader(name: name, formats: .zip)
        try reader.open(memory)
        var tally = UnpackTally(archive: name, size: memory.count, limits: limits)
        var entries: [Entry] = []
        while let header = try reader.next() {
            try tally.countEntry()
            entries.append(try entry(header, reader, &tally))
        }
        return entries
    }

    private static func entry(
        _ header: ArchiveEntry, _ reader: ArchiveReader, _ tally: inout UnpackTally
    ) throws(ArchiveError) -> Entry {
        guard let path = SafePath(header.path) else { throw .unsafePath(archive: name, entry: header.path) }
        switch header.kind {
        case .folder: return Entry(path: path.text + "/", contents: [], isExecutable: header.isExecutable)
        case .file:
            let contents = try contents(of: reader, &tally)
            return Entry(path: path.text, contents: contents, isExecutable: header.isExecutable)
        case .symbolicLink, .hardLink: throw .unsafeEntry(archive: name, entry: header.path, kind: "link")
        case .other(let kind): throw .unsafeEntry(archive: name, entry: header.path, kind: kind)
        }
    }

    private static func contents(
        of reader: ArchiveReader, _ tally: inout UnpackTally
    ) throws(ArchiveError) -> [UInt8] {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)
        defer { buffer.deallocate() }
        var contents: [UInt8] = []
        while true {
            let count = try reader.read(into: buffer)
            if count == 0 { return contents }
            try tally.count(bytes: count)
            contents += buffer[..<count]
        }
    }
}
