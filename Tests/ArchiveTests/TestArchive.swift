import CArchive
import FoundationEssentials
import Glibc
import SystemPackage

/// Archives of any kind and with any entry, honest or not, made by libarchive for the tests.
struct TestArchive {
    enum Content {
        case file(String, mode: mode_t = 0o644)
        case bytes([UInt8], mode: mode_t)
        case folder
        case symbolicLink(String)
        case hardLink(String)
        case device
    }

    struct Failure: Error {
        let detail: String
    }

    var entries: [(path: String, content: Content)]

    /// Writes the archive as tar with the filter (`xz`, `gzip`, `zstd`, `none`).
    func writeTar(_ path: FilePath, filter: String) throws {
        try write(path, format: "pax", filter: filter)
    }

    /// Writes a Debian package whose data member holds the entries.
    func writePackage(_ path: FilePath, filter: String = "xz", member: String = "data.tar.xz") throws {
        let data = path.appendingSuffix(".data")
        try writeTar(data, filter: filter)
        let members = TestArchive(entries: [
            ("debian-binary", .file("2.0\n")), ("control.tar.xz", .file("nothing")),
        ])
        try members.write(
            path, format: "arbsd", filter: "none",
            extra: (member, try Array(Data(contentsOf: URL(filePath: data.string)))))
    }

    func write(_ path: FilePath, format: String, filter: String, extra: (String, [UInt8])? = nil) throws {
        guard let archive = archive_write_new() else { throw Failure(detail: "no memory") }
        defer { archive_write_free(archive) }
        try check(archive_write_set_format_by_name(archive, format), archive)
        if filter != "none" { try check(archive_write_add_filter_by_name(archive, filter), archive) }
        try check(archive_write_open_filename(archive, path.string), archive)
        for entry in entries { try write(entry.path, entry.content, to: archive) }
        if let extra { try write(extra.0, bytes: extra.1, mode: 0o644, to: archive) }
        try check(archive_write_close(archive), archive)
    }

    private func write(_ path: String, _ content: Content, to archive: OpaquePointer) throws {
        switch content {
        case .file(let text, let mode): try write(path, bytes: Array(text.utf8), mode: mode, to: archive)
        case .bytes(let bytes, let mode): try write(path, bytes: bytes, mode: mode, to: archive)
        case .folder: try writeHeader(path, type: S_IFDIR, to: archive) { _ in }
        case .device: try writeHeader(path, type: S_IFCHR, to: archive) { archive_entry_set_rdev($0, 0x0103) }
        case .symbolicLink(let target):
            try writeHeader(path, type: S_IFLNK, to: archive) { archive_entry_set_symlink($0, target) }
        case .hardLink(let target):
            try writeHeader(path, type: S_IFREG, to: archive) { archive_entry_set_hardlink($0, target) }
        }
    }

    private func write(_ path: String, bytes: [UInt8], mode: mode_t, to archive: OpaquePointer) throws {
        try writeHeader(path, type: S_IFREG, to: archive) {
            archive_entry_set_size($0, Int64(bytes.count))
            archive_entry_set_perm($0, mode)
        }
        _ = archive_write_data(archive, bytes, bytes.count)
    }

    private func writeHeader(
        _ path: String, type: mode_t, to archive: OpaquePointer, _ fill: (OpaquePointer) -> Void
    ) throws {
        guard let entry = archive_entry_new() else { throw Failure(detail: "no memory") }
        defer { archive_entry_free(entry) }
        archive_entry_set_pathname(entry, path)
        archive_entry_set_filetype(entry, type)
        archive_entry_set_perm(entry, 0o755)
        archive_entry_set_mtime(entry, 1_700_000_000, 0)
        fill(entry)
        try check(archive_write_header(archive, entry), archive)
    }

    private func check(_ result: Int32, _ archive: OpaquePointer) throws {
        if result < ARCHIVE_WARN {
            throw Failure(detail: archive_error_string(archive).map { String(cString: $0) } ?? "\(result)")
        }
    }
}

extension FilePath {
    func appendingSuffix(_ suffix: String) -> FilePath { FilePath(string + suffix) }
}
