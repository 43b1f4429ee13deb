/// What the header of a tar entry says, before anything of it is believed.
struct TarEntry: Hashable {
    /// What an artifact's payload may hold.
    enum Kind: Hashable {
        case folder
        case file(isExecutable: Bool)
        case hardLink(target: String)
        case symbolicLink(target: String)
    }

    var path: String
    var kind: Kind
    /// Bytes of content, which follow the header.
    var size: UInt64
}

/// What is wrong with a tar archive, in words.
struct TarFault: Error {
    let detail: String

    init(_ detail: String) { self.detail = detail }
}
