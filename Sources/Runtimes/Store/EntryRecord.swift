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
    private static let limit = 64 << 20

    let members: [Member]

    /// A file or link of the entry.
    struct Member: Hashable {
        let path: String
        let kind: Kind
        let size: Int
        /// Seconds since 1970: what copies files keeps no more than that.
        var modified: Int
        let digest: DigestValue
    }

    /// What a member is, as its line begins.
    enum Kind: UInt8 {
        case file = 0x66
        case program = 0x78
        case link = 0x6C
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
                    path: path, kind: Disk().isExecutable(place) ? .program : .file, status: try Self.status(place),
                    digest: try SHA256.digest(ofFile: place))
            case .link:
                let target = try Disk().readLink(place)
                return Member(
                    path: path, kind: .link, status: try Self.status(place), digest: SHA256.digest(of: target))
            case .folder, .other: return nil
            }
        }
    }

    /// Reads a record; nil if there is none or it is not whole.
    init?(reading file: FilePath) {
        guard let bytes = try? Disk().read(file, limit: Self.limit) else { return nil }
        let lines = bytes.split(separator: 0, omittingEmptySubsequences: true)
        guard let head = lines.first, head.elementsEqual("\(Self.format) \(lines.count - 1)".utf8) else { return nil }
        var members: [Member] = []
        members.reserveCapacity(lines.count)
        for line in lines.dropFirst() {
            guard let member = Member(line) else { return nil }
            members.append(member)
        }
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
            var status = stat()
            guard fstatat(root, member.path, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
                return .flawed("\(member.path) is missing")
            }
            guard member.kind == Kind(status.st_mode) else { return .flawed("\(member.path) is something else now") }
            guard member.size == Int(status.st_size) else { return .flawed("\(member.path) has another size") }
            if member.kind != .link, member.modified != status.st_mtim.tv_sec { touched.append(member.path) }
        }
        return touched.isEmpty ? .whole : .touched(touched)
    }

    /// Reads the files of those names, or all, and tells the first that is not what it was; blocks meanwhile.
    func flaw(of paths: [String]? = nil, in folder: FilePath) -> String? {
        let wanted = paths.map(Set.init)
        for member in members where wanted?.contains(member.path) ?? true {
            let place = folder.appending(member.path)
            let digest =
                member.kind == .link
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
                    member.modified = status.st_mtim.tv_sec
                }
                return member
            })
    }
}

extension EntryRecord.Kind {
    init?(_ mode: mode_t) {
        switch mode & S_IFMT {
        case S_IFLNK: self = .link
        case S_IFREG: self = mode & S_IXUSR == 0 ? .file : .program
        default: return nil
        }
    }
}

extension EntryRecord.Member {
    init(path: String, kind: EntryRecord.Kind, status: stat, digest: DigestValue) {
        self.init(
            path: path, kind: kind, size: Int(status.st_size), modified: status.st_mtim.tv_sec, digest: digest)
    }

    /// Reads what `line` has written.
    init?(_ line: ArraySlice<UInt8>) {
        let fields = line.split(separator: UInt8(ascii: " "), maxSplits: 4)
        guard fields.count == 5, fields[0].count == 1, let kind = fields[0].first.flatMap(EntryRecord.Kind.init),
            let size = Self.number(fields[1]), let modified = Self.number(fields[2]),
            let digest = DigestValue(hexadecimal: fields[3])
        else { return nil }
        self.init(
            path: String(decoding: fields[4], as: UTF8.self), kind: kind, size: size, modified: modified,
            digest: digest)
    }

    var line: String {
        "\(Character(UnicodeScalar(kind.rawValue))) \(size) \(modified) \(digest.hex) \(path)\0"
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        var number = 0
        for digit in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit), number < 1 << 58 else { return nil }
            number = number * 10 + Int(digit - UInt8(ascii: "0"))
        }
        return digits.isEmpty ? nil : number
    }
}
