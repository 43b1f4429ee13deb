import CLinux

/// Takes the bytes of a tar stream as they come and makes folders and files of them; collects the links.
struct TarExtractor: ~Copyable {
    let root: Int32
    /// Compares with what is there instead of writing.
    let isComparing: Bool
    /// What is there is not what it was compared with.
    private(set) var differs = false
    private(set) var links: [Link] = []
    private(set) var entries: [TreeEntry] = []

    private let header: UnsafeMutablePointer<UInt8> = .allocate(capacity: TarHeader.size)
    private var headerBytes = 0
    private var contentLeft = 0
    private var paddingLeft = 0
    private var file: Int32 = -1
    private var isExtended = false
    private var extended: [UInt8] = []
    private var overrides = ExtendedHeader()
    private var folderPath: ArraySlice<UInt8> = []
    private var folder: Int32 = -1

    init(root: Int32, isComparing: Bool) {
        self.root = root
        self.isComparing = isComparing
    }

    deinit {
        if file >= 0 { close(file) }
        if folder >= 0 { close(folder) }
        header.deallocate()
    }

    /// Where every frame must end.
    var isBetweenEntries: Bool {
        headerBytes == 0 && contentLeft == 0 && paddingLeft == 0 && overrides.name == nil && overrides.link == nil
    }

    mutating func take(_ bytes: UnsafeRawBufferPointer) throws(Failure) {
        guard var next = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return }
        var left = bytes.count
        while left > 0 {
            let used: Int
            if contentLeft > 0 {
                used = min(left, contentLeft)
                try content(next, used)
            } else if paddingLeft > 0 {
                used = min(left, paddingLeft)
                paddingLeft -= used
            } else {
                used = min(left, TarHeader.size - headerBytes)
                memcpy(header + headerBytes, next, used)
                headerBytes += used
                if headerBytes == TarHeader.size { try entry() }
            }
            next += used
            left -= used
        }
    }

    private mutating func content(_ bytes: UnsafePointer<UInt8>, _ count: Int) throws(Failure) {
        if isExtended {
            extended.append(contentsOf: UnsafeBufferPointer(start: bytes, count: count))
        } else if isComparing {
            if !differs { differs = !FileBytes.match(file, bytes, count) }
        } else {
            try writeAll(file, bytes, count)
        }
        contentLeft -= count
        if contentLeft == 0 { try endContent() }
    }

    private mutating func endContent() throws(Failure) {
        if isExtended {
            isExtended = false
            overrides = try ExtendedHeader(extended)
            extended = []
        } else if file >= 0 {
            let result = close(file)
            file = -1
            if result != 0 { throw Failure.last("cannot write") }
        }
    }

    private mutating func entry() throws(Failure) {
        headerBytes = 0
        guard let entry = try TarHeader(UnsafeBufferPointer(start: header, count: TarHeader.size)) else { return }
        contentLeft = entry.contentSize
        paddingLeft = (TarHeader.size - entry.contentSize % TarHeader.size) % TarHeader.size
        if entry.kind == .extended {
            if contentLeft == 0 || contentLeft > ExtendedHeader.largest { throw .damaged("a long name is too long") }
            isExtended = true
            return
        }
        let name = overrides.name ?? entry.name
        let link = overrides.link ?? entry.link
        overrides = ExtendedHeader()
        guard let path = SafePath.entry(name.bytes) else { throw .damaged("it has an unsafe path: " + name) }
        if entry.kind != .file, contentLeft > 0 { throw .damaged("a tar header makes no sense") }
        try make(entry, path, link)
    }

    private mutating func make(_ entry: TarHeader, _ path: ByteString, _ link: ByteString) throws(Failure) {
        switch entry.kind {
        case .folder:
            if !isComparing, mkdirat(root, path.z, 0o755) != 0, sys_errno() != EEXIST {
                throw Failure.last("cannot create " + path)
            }
        case .file:
            let kind: TreeEntry.Kind = entry.isExecutable ? .program : .file
            entries.append(TreeEntry(path: path, kind: kind, size: entry.contentSize))
            if isComparing {
                file = sys_openat(root, path.z, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK, 0)
                differs = differs || file < 0
            } else {
                try create(path, entry.isExecutable ? 0o755 : 0o644)
            }
            if contentLeft == 0 { try endContent() }
        case .symbolicLink:
            if !SafePath.isInside(link, from: path) { throw .damaged("it has an unsafe link: " + path) }
            links.append(Link(isSymbolic: true, path: path, target: link))
        case .hardLink:
            guard let target = SafePath.entry(link.bytes) else { throw .damaged("it has an unsafe link: " + path) }
            links.append(Link(isSymbolic: false, path: path, target: target))
        case .extended: break
        }
    }

    /// Relative to the open folder of the file before, as entries come sorted by folder.
    private mutating func create(_ path: ByteString, _ mode: mode_t) throws(Failure) {
        var at = root
        var name = path
        if let slash = path.bytes.lastIndex(of: UInt8(ascii: "/")) {
            try enter(path.bytes[..<slash])
            at = folder
            name = ByteString(path.bytes[(slash + 1)...])
        }
        file = sys_openat(at, name.z, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, mode)
        if file < 0 { throw Failure.last("cannot create " + path) }
    }

    private mutating func enter(_ path: ArraySlice<UInt8>) throws(Failure) {
        if folder >= 0, folderPath.elementsEqual(path) { return }
        if folder >= 0 { close(folder) }
        folderPath = path
        folder = sys_openat(root, ByteString(path).z, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC, 0)
        if folder < 0 { throw Failure.last("cannot open " + ByteString(path)) }
    }
}
