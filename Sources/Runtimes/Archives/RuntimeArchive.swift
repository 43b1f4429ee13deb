import Digest
import SystemPackage
import Transfer

/// A runtime that comes as one archive: where it is, how it is known to be the right one, and what it is said to be.
struct RuntimeArchive: Hashable, Sendable {
    let file: ArchiveFile
    /// What its source says of it; nil where its own files are all that is known.
    let promise: RuntimePromise?
    /// The folder of loaders that its programs are started with, for those that bring their C library apart.
    var loaders: String?
}

/// An Elixir that comes as one archive.
struct ElixirArchive: Hashable, Sendable {
    let file: ArchiveFile
}

/// An archive on a server or on this machine.
struct ArchiveFile: Hashable, Sendable {
    /// Where it is.
    enum Place: Hashable, Sendable {
        case server(url: String)
        case path(FilePath)
    }

    let place: Place
    /// The SHA-256 of its content; nil where what comes first is trusted, and nothing else from then on.
    let digest: DigestValue?
    /// What may be done to get at it.
    var access = TransferAccess()

    /// What messages call it.
    var name: String {
        switch place {
        case .server(let url): url
        case .path(let path): path.string
        }
    }
}
