/// Reads the tar archives that artifacts hold, and no others, from pieces of any size. Nothing that is read is trusted;
/// what is held in memory is one header.
struct TarReader {
    /// What comes out of the pieces, in order.
    enum Event {
        case entry(TarEntry)
        /// Some bytes of the content of the entry before.
        case content(ArraySlice<UInt8>)
    }

    private enum State {
        case header
        /// The records of a pax header.
        case extended(size: Int)
        case content(left: UInt64)
        case padding(left: Int)
    }

    /// No name that a file system can hold needs more.
    private static let largestExtension: UInt64 = 16 << 10

    private var state = State.header
    private var held: [UInt8] = []
    private var names = PaxNames()
    private var blocksOfZeros = 0

    /// Whether the last entry is whole and none has begun since.
    var isBetweenEntries: Bool {
        if case .header = state { return held.isEmpty && names.isEmpty }
        return false
    }

    /// Whether the two blocks of zeros have come that end an archive.
    var isEnded: Bool { blocksOfZeros == 2 && isBetweenEntries }

    /// Takes the next piece.
    mutating func take(
        _ bytes: ArraySlice<UInt8>, _ body: (Event) throws(TarFault) -> Void
    ) throws(TarFault) {
        var rest = bytes
        while !rest.isEmpty {
            switch state {
            case .header:
                guard let block = fill(from: &rest, to: TarHeader.block) else { return }
                if let entry = try header(block) { try body(.entry(entry)) }
            case .extended(let size):
                guard let block = fill(from: &rest, to: size) else { return }
                names = try PaxNames(block)
                state = .padding(left: TarHeader.padding(after: UInt64(size)))
            case .content(let left):
                let piece = rest.prefix(Int(clamping: left))
                try body(.content(piece))
                rest = rest.dropFirst(piece.count)
                if left == UInt64(piece.count) {
                    endContent()
                } else {
                    state = .content(left: left - UInt64(piece.count))
                }
            case .padding(let left):
                let piece = rest.prefix(left)
                if piece.contains(where: { $0 != 0 }) { throw TarFault("the padding behind a file is not empty") }
                rest = rest.dropFirst(piece.count)
                state = left == piece.count ? .header : .padding(left: left - piece.count)
            }
        }
    }

    private var contentSize: UInt64 = 0

    private mutating func endContent() {
        let padding = TarHeader.padding(after: contentSize)
        state = padding == 0 ? .header : .padding(left: padding)
    }

    /// Collects bytes; `nil` until there are enough.
    private mutating func fill(from rest: inout ArraySlice<UInt8>, to count: Int) -> [UInt8]? {
        let piece = rest.prefix(count - held.count)
        held += piece
        rest = rest.dropFirst(piece.count)
        if held.count < count { return nil }
        defer { held = [] }
        return held
    }

    /// The entry of a header; `nil` for one that only announces names, and for the archive's end.
    private mutating func header(_ block: [UInt8]) throws(TarFault) -> TarEntry? {
        if block.allSatisfy({ $0 == 0 }) {
            blocksOfZeros += 1
            if blocksOfZeros > 2 || !names.isEmpty { throw TarFault("its end is not where it should be") }
            return nil
        }
        if blocksOfZeros > 0 { throw TarFault("something follows its end") }
        let fields = try TarBlockFields(block)
        let size = try fields.size()
        guard fields.type != TarHeader.Kind.extended.rawValue else {
            guard names.isEmpty, (1...Self.largestExtension).contains(size) else {
                throw TarFault("it has a header of names that makes no sense")
            }
            state = .extended(size: Int(size))
            return nil
        }
        let entry = try entry(fields, size)
        names = PaxNames()
        contentSize = size
        if size > 0 { state = .content(left: size) }
        return entry
    }

    private func entry(_ fields: TarBlockFields, _ size: UInt64) throws(TarFault) -> TarEntry {
        let path = if let path = names.path { path } else { try fields.path() }
        let link = if let link = names.link { link } else { try fields.link() }
        let kind: TarEntry.Kind
        switch TarHeader.Kind(rawValue: fields.type) {
        case .file: kind = .file(isExecutable: try fields.isExecutable())
        case .folder: kind = .folder
        case .hardLink: kind = .hardLink(target: link)
        case .symbolicLink: kind = .symbolicLink(target: link)
        case .extended, nil: throw TarFault("'\(path)' is neither a file nor a folder nor a link")
        }
        if case .file = kind {} else if size > 0 { throw TarFault("'\(path)' has content, but is no file") }
        return TarEntry(path: path, kind: kind, size: size)
    }
}

/// The names that a pax header gives the next entry.
struct PaxNames {
    var path: String?
    var link: String?

    var isEmpty: Bool { path == nil && link == nil }

    init() {}

    /// Reads `LENGTH KEY=VALUE\n` records, of which the length counts the whole.
    init(_ bytes: [UInt8]) throws(TarFault) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let digits = rest.prefix { $0 != UInt8(ascii: " ") }
            guard digits.count < 6, let count = Int(String(decoding: digits, as: UTF8.self)), count > digits.count + 1,
                count <= rest.count, rest[rest.startIndex + count - 1] == UInt8(ascii: "\n")
            else { throw TarFault("it has a header of names that makes no sense") }
            try add(rest.prefix(count).dropFirst(digits.count + 1).dropLast())
            rest = rest.dropFirst(count)
        }
    }

    private mutating func add(_ record: ArraySlice<UInt8>) throws(TarFault) {
        let key = record.prefix { $0 != UInt8(ascii: "=") }
        let value = try TarBlockFields.text(record.dropFirst(key.count + 1))
        if key.elementsEqual("path".utf8), path == nil {
            path = value
        } else if key.elementsEqual("linkpath".utf8), link == nil {
            link = value
        } else {
            throw TarFault("it has a header of names that makes no sense")
        }
    }
}
