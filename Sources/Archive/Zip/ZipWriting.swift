import CArchive
import Glibc

extension Zip {
    /// A zip archive of the entries in their order; the same entries make the same bytes.
    ///
    /// All entries bear 1 January 1980, the earliest time of the format, and no owner.
    package static func write(_ entries: [Entry], method: Method) throws(ArchiveError) -> [UInt8] {
        guard let archive = archive_write_new() else { throw .compression(detail: "no memory for a zip writer") }
        defer { archive_write_free(archive) }
        let output = ZipOutput()
        archive_write_set_format_zip(archive)
        archive_write_set_format_option(archive, "zip", "compression", method.rawValue)
        archive_write_set_bytes_in_last_block(archive, 1)
        let context = Unmanaged.passUnretained(output).toOpaque()
        try check(archive_write_open(archive, context, nil, append, nil), archive)
        for entry in entries { try write(entry, to: archive) }
        try check(archive_write_close(archive), archive)
        return output.bytes
    }

    private static func write(_ entry: Entry, to archive: OpaquePointer) throws(ArchiveError) {
        guard let header = archive_entry_new() else { throw .compression(detail: "no memory for a zip entry") }
        defer { archive_entry_free(header) }
        let isFolder = entry.path.hasSuffix("/")
        archive_entry_set_pathname_utf8(header, entry.path)
        archive_entry_set_filetype(header, isFolder ? S_IFDIR : S_IFREG)
        archive_entry_set_perm(header, entry.isExecutable || isFolder ? 0o755 : 0o644)
        archive_entry_set_size(header, Int64(entry.contents.count))
        // Before 1980 in every time zone: the writer would turn a later time into the host's local one.
        archive_entry_set_mtime(header, 0, 0)
        try check(archive_write_header(archive, header), archive)
        let written = archive_write_data(archive, entry.contents, entry.contents.count)
        if written != entry.contents.count { try check(ARCHIVE_FATAL, archive) }
    }

    private static func check(_ result: Int32, _ archive: OpaquePointer) throws(ArchiveError) {
        guard result != ARCHIVE_OK else { return }
        throw .compression(detail: archive_error_string(archive).map { String(cString: $0) } ?? "the zip is unwritable")
    }

    private final class Output {
        var bytes: [UInt8] = []
    }
}

/// Where libarchive's callback leaves the bytes.
private final class ZipOutput {
    var bytes: [UInt8] = []
}

private func append(
    _: OpaquePointer?, context: UnsafeMutableRawPointer?, bytes: UnsafeRawPointer?, count: Int
) -> Int {
    guard let context, let bytes else { return -1 }
    let output = Unmanaged<ZipOutput>.fromOpaque(context).takeUnretainedValue()
    output.bytes += UnsafeRawBufferPointer(start: bytes, count: count)
    return count
}
