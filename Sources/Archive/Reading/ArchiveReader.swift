import CArchive
import Glibc
import SystemPackage

/// A libarchive reader that knows only the formats and compressions the project asks for.
///
/// libarchive's "all" would start programs of the host to undo rare compressions.
final class ArchiveReader {
    /// What the bytes may be once they are decompressed.
    enum Formats {
        case packages
        case tape
        case zip
        case plain
    }

    /// What errors call the archive.
    let name: String
    /// Bytes of the archive itself.
    private(set) var size = 0

    private let handle: OpaquePointer
    private var feed: ArchiveFeed?
    private var file: FileDescriptor?

    /// libarchive turns names that are marked as UTF-8 into the process's encoding, which is ASCII until told otherwise.
    private static let isUTF8 = setlocale(LC_CTYPE, "C.UTF-8") != nil

    init(name: String, formats: Formats) throws(ArchiveError) {
        _ = Self.isUTF8
        guard let handle = archive_read_new() else { throw .compression(detail: "no memory for a reader") }
        self.name = name
        self.handle = handle
        archive_read_support_filter_gzip(handle)
        archive_read_support_filter_bzip2(handle)
        archive_read_support_filter_xz(handle)
        archive_read_support_filter_zstd(handle)
        support(formats)
    }

    deinit {
        archive_read_free(handle)
        try? file?.close()
    }

    private func support(_ formats: Formats) {
        switch formats {
        case .packages:
            archive_read_support_format_ar(handle)
            archive_read_support_format_tar(handle)
            archive_read_support_format_zip(handle)
        case .tape: archive_read_support_format_tar(handle)
        case .zip: archive_read_support_format_zip_seekable(handle)
        case .plain:
            archive_read_support_format_raw(handle)
            archive_read_support_format_empty(handle)
        }
    }

    /// Reads from a file.
    func open(_ path: FilePath) throws(ArchiveError) {
        do {
            let file = try FileDescriptor.open(path, .readOnly, options: [.closeOnExec])
            self.file = file
            size = Int(try file.seek(offset: 0, from: .end))
            try file.seek(offset: 0, from: .start)
            try check(archive_read_open_fd(handle, file.rawValue, 64 << 10))
        } catch let error as ArchiveError {
            throw error
        } catch {
            throw .unreadable(archive: name, errno: error as? Errno ?? .ioError)
        }
    }

    /// Reads from memory, which must outlive the reader.
    func open(_ memory: UnsafeRawBufferPointer) throws(ArchiveError) {
        size = memory.count
        try check(archive_read_open_memory(handle, memory.baseAddress, memory.count))
    }

    /// Reads the content of the entry at which another reader stands.
    func open(inside outer: ArchiveReader) throws(ArchiveError) {
        let feed = ArchiveFeed(outer)
        self.feed = feed
        size = outer.size
        try check(archive_read_open(handle, Unmanaged.passUnretained(feed).toOpaque(), nil, feedRead, nil))
    }

    /// Whether the archive turned out to be an `ar` file, as Debian packages are; known after the first entry.
    var isPackage: Bool { archive_format(handle) & ARCHIVE_FORMAT_BASE_MASK == ARCHIVE_FORMAT_AR }

    /// Goes to the next entry; nil at the end.
    func next() throws(ArchiveError) -> ArchiveEntry? {
        var entry: OpaquePointer?
        let result = archive_read_next_header(handle, &entry)
        if result == ARCHIVE_EOF { return nil }
        try check(result)
        guard let entry, let header = ArchiveEntry(entry) else {
            throw .oddName(archive: name, entry: "", complaint: "is no text in UTF-8")
        }
        return header
    }

    /// Reads more of the entry's content into a buffer; 0 at its end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(ArchiveError) -> Int {
        let count = archive_read_data(handle, buffer.baseAddress, buffer.count)
        // A wrong checksum of a zip is no more than a warning to libarchive.
        if count < 0 { throw failure }
        return count
    }

    private func check(_ result: Int32) throws(ArchiveError) {
        if result < ARCHIVE_WARN { throw failure }
    }

    private var failure: ArchiveError {
        feed?.error ?? damaged(archive_error_string(handle).map { String(cString: $0) } ?? "it cannot be read")
    }

    func damaged(_ detail: String) -> ArchiveError {
        .corrupt(archive: name, detail: detail)
    }
}
