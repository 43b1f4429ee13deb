import Digest
import Glibc
import Host
import SystemPackage

/// What the files of an entry were when it was made: enough to see cheaply that one is missing or cut off, and to prove at
/// length that each is what it was.
///
/// On disk it is a line of the format, then for each file its kind, size, time, digest and path, ending with a zero byte.
struct EntryRecord {
    /// What follows an entry's key in the name of its record's file.
    static let suffix = "files"
    static let format = "bmatrix files 1"
    static let limit = 64 << 20

    let members: [Member]

    /// A file or link of the entry.
    struct Member: Hashable {
        let path: String
        var look: EntryLook
        let digest: DigestValue
    }

    /// What a look at names, sizes and times has shown.
    enum Glance: Equatable {
        case whole
        /// Everything is as long as it was; these files have other times.
        case touched([String])
        case flawed(String)
    }

    init(members: [Member]) { self.members = members }

    /// Reads all files of a folder; blocks meanwhile.
    init(of folder: FilePath) throws {
        members = try Disk().walk(folder).compactMap { path, kind in
            let place = folder.appending(path)
            switch kind {
            case .file:
                return Member(
                    path: path, look: EntryLook(Disk().isExecutable(place) ? .program : .file, try Self.status(place)),
                    digest: try SHA256.digest(ofFile: place))
            case .link:
                let target = try Disk().readLink(place)
                return Member(
                    path: path, look: EntryLook(.link, try Self.status(place)), digest: SHA256.digest(of: target))
            case .folder, .other: return nil
            }
        }
    }

    /// Reads a record; nil if there is none or it is not whole.
    init?(reading file: FilePath) {
        guard let bytes = try? Disk().read(file, limit: Self.limit) else { return nil }
        let members = bytes.withUnsafeBufferPointer { bytes -> [Member]? in
            guard var lines = EntryLines(bytes) else { return nil }
            var members: [Member] = []
            while let line = lines.next() {
                guard let digest = DigestValue(hexadecimal: Array(line.digest)[...]) else { return nil }
                members.append(Member(path: String(cString: line.path), look: line.look, digest: digest))
            }
            return lines.isAtEnd ? members : nil
        }
        guard let members else { return nil }
        self.members = members
    }

    func write(to file: FilePath) throws(DiskError) {
        var bytes = Array("\(Self.format) \(members.count)\0".utf8)
        for member in members { bytes += member.line.utf8 }
        try Disk().write(bytes, to: file, mode: 0o600)
    }

    private static func status(_ path: FilePath) throws(DiskError) -> stat {
        var status = stat()
        guard lstat(path.string, &status) == 0 else { throw DiskError("examine", path) }
        return status
    }
}

extension EntryRecord {
    /// Compares names, kinds, sizes and times, and reads no file.
    func glance(at folder: FilePath) -> Glance {
        let root = open(folder.string, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard root >= 0 else { return .flawed("it cannot be read") }
        defer { close(root) }
        var touched: [String] = []
        for member in members {
            switch member.look.fault(of: member.path, in: root) {
            case .missing: return .flawed("\(member.path) is missing")
            case .kind: return .flawed("\(member.path) is something else now")
            case .size: return .flawed("\(member.path) has another size")
            case .time: touched.append(member.path)
            case nil: break
            }
        }
        return touched.isEmpty ? .whole : .touched(touched)
    }

    /// Reads the files of those names, or all, and tells the first that is not what it was; blocks meanwhile.
    func flaw(of paths: [String]? = nil, in folder: FilePath) -> String? {
        let wanted = paths.map(Set.init)
        for member in members where wanted?.contains(member.path) ?? true {
            let place = folder.appending(member.path)
            let digest =
                member.look.kind == .link
                ? (try? Disk().readLink(place)).map { SHA256.digest(of: $0) } : try? SHA256.digest(ofFile: place)
            guard digest == member.digest else { return "\(member.path) has another content" }
        }
        return nil
    }

    /// All that is wrong with a folder: names, sizes, contents, and files that do not belong there; blocks meanwhile.
    func wholeFlaw(of folder: FilePath) -> String? {
        if case .flawed(let flaw) = glance(at: folder) { return flaw }
        if let flaw = flaw(in: folder) { return flaw }
        let known = Set(members.map(\.path))
        guard let there = try? Disk().walk(folder) else { return "it cannot be read" }
        return there.first { $0.kind != .folder && !known.contains($0.path) }.map { "\($0.path) does not belong there" }
    }

    /// The same with the times that the files have now.
    func retimed(in folder: FilePath) -> EntryRecord {
        EntryRecord(
            members: members.map { member in
                var member = member
                if let status = try? Self.status(folder.appending(member.path)) {
                    member.look = EntryLook(member.look.kind, status)
                }
                return member
            })
    }
}

extension EntryRecord.Member {
    /// What `EntryLines` reads.
    fileprivate var line: String {
        "\(Character(UnicodeScalar(look.kind.rawValue))) \(look.size) \(look.modified) \(digest.hex) \(path)\0"
    }
}
