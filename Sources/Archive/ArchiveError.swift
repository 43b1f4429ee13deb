package import SystemPackage

/// Why an archive or a compressed file could not be read, unpacked or written.
package enum ArchiveError: Error, Hashable, Sendable {
    /// The bytes are not what their format demands: cut short, damaged, or another format altogether.
    case corrupt(archive: String, detail: String)
    /// An entry's path is absolute or climbs out of the folder it is unpacked into.
    case unsafePath(archive: String, entry: String)
    /// A link points out of the folder it is unpacked into.
    case unsafeLink(archive: String, entry: String, target: String)
    /// An entry is neither file, folder nor link, such as a device.
    case unsafeEntry(archive: String, entry: String, kind: String)
    /// More bytes came out than the limit allows.
    case tooLarge(archive: String, limit: Int)
    /// More entries came out than the limit allows.
    case tooManyEntries(archive: String, limit: Int)
    /// A Debian package holds no data member.
    case noData(archive: String)
    /// The archive itself could not be opened.
    case unreadable(archive: String, errno: Errno)
    /// An unpacked file could not be written.
    case unwritable(path: FilePath, errno: Errno)
    /// The compressor refused, for example for want of memory.
    case compression(detail: String)

    /// The stable identifier of this kind of failure.
    package var code: String {
        switch self {
        case .corrupt: "archive.corrupt"
        case .unsafePath: "archive.unsafe-path"
        case .unsafeLink: "archive.unsafe-link"
        case .unsafeEntry: "archive.unsafe-entry"
        case .tooLarge: "archive.too-large"
        case .tooManyEntries: "archive.too-many-entries"
        case .noData: "archive.no-data"
        case .unreadable: "archive.unreadable"
        case .unwritable(_, .noSpace), .unwritable(_, .diskQuotaExceeded): "archive.disk-full"
        case .unwritable: "archive.unwritable"
        case .compression: "archive.compression"
        }
    }

    /// What happened, and in which archive.
    package var message: String {
        switch self {
        case .corrupt(let archive, let detail): "\(archive) is damaged: \(detail)"
        case .unsafePath(let archive, let entry): "\(archive) holds an entry that would leave its folder: '\(entry)'"
        case .unsafeLink(let archive, let entry, let target):
            "\(archive) holds a link that leaves its folder: '\(entry)' -> '\(target)'"
        case .unsafeEntry(let archive, let entry, let kind): "\(archive) holds a \(kind): '\(entry)'"
        case .tooLarge(let archive, let limit): "\(archive) unpacks to more than \(limit) bytes"
        case .tooManyEntries(let archive, let limit): "\(archive) holds more than \(limit) entries"
        case .noData(let archive): "\(archive) is a Debian package without a data member"
        case .unreadable(let archive, let errno): "cannot read \(archive): \(errno)"
        case .unwritable(let path, let errno): "cannot write \(path): \(errno)"
        case .compression(let detail): "compression failed: \(detail)"
        }
    }

    /// What to do about it.
    package var hint: String {
        switch self {
        case .corrupt, .noData: "fetch the file again; if that changes nothing, its origin is broken"
        case .unsafePath, .unsafeLink, .unsafeEntry: "do not use this archive: an honest one has no such entry"
        case .tooLarge, .tooManyEntries: "check that this is the archive that was meant; it is far larger than expected"
        case .unreadable: "check that the file exists and that you may read it"
        case .unwritable(_, .noSpace), .unwritable(_, .diskQuotaExceeded): "free some disk space and try again"
        case .unwritable: "check that the folder exists and that you may write to it"
        case .compression: "check the compression level and the free memory"
        }
    }
}

extension ArchiveError: CustomStringConvertible {
    package var description: String { "\(message) [\(code)]; \(hint)" }
}
