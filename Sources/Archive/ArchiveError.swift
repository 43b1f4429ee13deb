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
    /// An entry's name is none that an honest archive has: too long, too deep, with control characters.
    case oddName(archive: String, entry: String, complaint: String)
    /// So much came out of so little that it is made to fill disks.
    case bomb(archive: String, ratio: Int)
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
        case .oddName: "archive.odd-name"
        case .bomb: "archive.bomb"
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
        case .unsafePath(let archive, let entry):
            "\(archive) holds an entry that would leave its folder: '\(Self.shown(entry))'"
        case .unsafeLink(let archive, let entry, let target):
            "\(archive) holds a link that leaves its folder: '\(Self.shown(entry))' -> '\(Self.shown(target))'"
        case .unsafeEntry(let archive, let entry, let kind): "\(archive) holds a \(kind): '\(Self.shown(entry))'"
        case .oddName(let archive, let entry, let complaint):
            "\(archive) holds an entry whose name \(complaint): '\(Self.shown(entry))'"
        case .bomb(let archive, let ratio): "\(archive) unpacks to more than \(ratio) times its size"
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
        case .unsafePath, .unsafeLink, .unsafeEntry, .oddName, .bomb:
            "do not use this archive: an honest one has no such entry"
        case .tooLarge, .tooManyEntries: "check that this is the archive that was meant; it is far larger than expected"
        case .unreadable: "check that the file exists and that you may read it"
        case .unwritable(_, .noSpace), .unwritable(_, .diskQuotaExceeded): "free some disk space and try again"
        case .unwritable: "check that the folder exists and that you may write to it"
        case .compression: "check the compression level and the free memory"
        }
    }
}

extension ArchiveError {
    /// A name from an archive as it may be printed: on one line, without control characters, not too long.
    private static func shown(_ name: String) -> String {
        let escaped = name.unicodeScalars.prefix(200).map { scalar in
            SafePath.isControl(scalar) ? "\\u{\(String(scalar.value, radix: 16))}" : String(scalar)
        }
        return escaped.joined() + (name.unicodeScalars.count > 200 ? "…" : "")
    }
}

extension ArchiveError: CustomStringConvertible {
    package var description: String { "\(message) [\(code)]; \(hint)" }
}
