import CLinux

/// A file or link of an unpacked tree, as its index tells it.
struct TreeEntry {
    enum Kind {
        case file, program, link

        var letter: UInt8 {
            switch self {
            case .file: return UInt8(ascii: "f")
            case .program: return UInt8(ascii: "x")
            case .link: return UInt8(ascii: "l")
            }
        }
    }

    let path: ByteString
    let kind: Kind
    /// Bytes; of a link, those of the path that it leads to.
    let size: Int

    /// The bytes of the path up to the last slash: its folder.
    var folder: ArraySlice<UInt8> {
        path.bytes[..<(path.bytes.lastIndex(of: UInt8(ascii: "/")) ?? path.bytes.startIndex)]
    }

    var name: ArraySlice<UInt8> {
        guard let slash = path.bytes.lastIndex(of: UInt8(ascii: "/")) else { return path.bytes }
        return path.bytes[(slash + 1)...]
    }

    /// Is there such a thing under a name in a folder?
    static func isThere(_ name: UnsafePointer<UInt8>, at folder: Int32, _ letter: UInt8, _ size: Int) -> Bool {
        var status = stat()
        if fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) != 0 || Int(status.st_size) != size { return false }
        if letter == UInt8(ascii: "l") { return sys_is_link(status.st_mode) != 0 }
        let isProgram = status.st_mode & 0o100 != 0
        return sys_is_regular(status.st_mode) != 0 && (letter == UInt8(ascii: "f") || isProgram)
    }
}
