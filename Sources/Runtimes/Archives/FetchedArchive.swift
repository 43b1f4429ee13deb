import Digest
import Host
import SystemPackage

/// An archive's content: its digest, and the file that has it.
struct FetchedArchive {
    let archive: ArchiveFile
    let context: RuntimesContext

    /// The SHA-256 of the content.
    func digest() async throws -> DigestValue {
        if let digest = archive.digest { return digest }
        switch archive.place {
        case .server(let url): return try await FirstUse(url: url, access: archive.access, context: context).digest()
        case .path(let path): return try await Blocking.run { Result { try SHA256.digest(ofFile: path) } }.get()
        }
    }

    /// A file with just that content. One of this machine is hashed again: it may have changed since.
    func file(_ digest: DigestValue) async throws -> FilePath {
        switch archive.place {
        case .server(let url):
            return try await VerifiedDownload(url: url, digest: digest, access: archive.access, context: context).file()
        case .path(let path):
            let found = try await Blocking.run { Result { try SHA256.digest(ofFile: path) } }.get()
            guard found == digest else { throw RuntimesError.changedArchive(path) }
            return path
        }
    }
}

extension RuntimesError {
    fileprivate static func changedArchive(_ path: FilePath) -> RuntimesError {
        RuntimesError(
            "runtimes.changed-archive", "\(path) has changed since it was read first",
            hint: "run again when nothing writes to it any more")
    }
}
