import Glibc

/// What of a file of an entry can be compared without reading it.
struct EntryLook: Hashable {
    let kind: Kind
    let size: Int
    /// Seconds since 1970: what copies files keeps no more than that.
    let modified: Int

    /// What a file is, as its line in a record begins.
    enum Kind: UInt8 {
        case file = 0x66
        case program = 0x78
        case link = 0x6C
    }

    /// In what a file differs.
    enum Fault { case missing, kind, size, time }

    init(kind: Kind, size: Int, modified: Int) {
        self.kind = kind
        self.size = size
        self.modified = modified
    }

    init(_ kind: Kind, _ status: stat) {
        self.init(kind: kind, size: Int(status.st_size), modified: status.st_mtim.tv_sec)
    }

    /// Compares with the file of that path below an open folder; the time of a link does not count.
    func fault(of path: UnsafePointer<CChar>, in root: Int32) -> Fault? {
        var status = stat()
        guard fstatat(root, path, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return .missing }
        guard kind == Kind(status.st_mode) else { return .kind }
        guard size == Int(status.st_size) else { return .size }
        return kind == .link || modified == status.st_mtim.tv_sec ? nil : .time
    }
}

extension EntryLook.Kind {
    init?(_ mode: mode_t) {
        switch mode & S_IFMT {
        case S_IFLNK: self = .link
        case S_IFREG: self = mode & S_IXUSR == 0 ? .file : .program
        default: return nil
        }
    }
}
