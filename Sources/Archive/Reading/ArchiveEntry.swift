import CArchive
import Glibc

/// What an archive says of one entry, copied out of libarchive.
struct ArchiveEntry {
    enum Kind: Hashable {
        case file
        case folder
        case symbolicLink(target: String)
        case hardLink(target: String)
        case other(String)
    }

    /// The entry's path as the archive has it: nothing about it is safe yet.
    let path: String
    let kind: Kind
    /// Bytes of content, as far as the header tells.
    let size: Int
    let isExecutable: Bool
    /// Seconds since 1970.
    let modified: Int

    init?(_ entry: OpaquePointer) {
        guard let path = Self.text(archive_entry_pathname(entry), archive_entry_pathname_utf8(entry)) else {
            return nil
        }
        guard let kind = Self.kind(entry) else { return nil }
        self.path = path
        self.kind = kind
        size = Int(max(archive_entry_size(entry), 0))
        isExecutable = archive_entry_perm(entry) & S_IXUSR != 0
        modified = archive_entry_mtime(entry)
    }

    private static func kind(_ entry: OpaquePointer) -> Kind? {
        if let target = text(archive_entry_hardlink(entry), archive_entry_hardlink_utf8(entry)) {
            return .hardLink(target: target)
        }
        return switch archive_entry_filetype(entry) {
        case S_IFREG: .file
        case S_IFDIR: .folder
        case S_IFLNK:
            text(archive_entry_symlink(entry), archive_entry_symlink_utf8(entry)).map { .symbolicLink(target: $0) }
        case S_IFCHR, S_IFBLK: .other("device")
        case S_IFIFO: .other("named pipe")
        case S_IFSOCK: .other("socket")
        default: .other("entry of unknown kind")
        }
    }

    // The first form is nil for names outside ASCII that the archive marks as Unicode, when the process runs in
    // the C locale; the second is nil for raw bytes.
    private static func text(_ raw: UnsafePointer<CChar>?, _ unicode: UnsafePointer<CChar>?) -> String? {
        (raw ?? unicode).flatMap { String(validatingCString: $0) }
    }
}
