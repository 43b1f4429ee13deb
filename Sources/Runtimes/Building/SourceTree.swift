import Archive
import Digest
import Host
import SystemPackage

/// The source of a program, not yet laid out.
struct SourceTree {
    /// What it is, for people: `erlang 1:27.3.4.1+dfsg-1`, or its path.
    let name: String
    /// The hash of all of it.
    let digest: DigestValue
    private let content: Content

    private enum Content {
        case folder(FilePath)
        case archive(FilePath)
        case debian(release: FilePath, additions: FilePath)
    }

    /// An archive or a folder.
    init(_ path: FilePath) async throws {
        name = path.string
        if Disk().isFolder(path) {
            content = .folder(path)
            digest = try await Blocking.run { Result { try InstalledTree(path).digest() } }.get()
        } else {
            content = .archive(path)
            digest = try await Blocking.run { Result { try SHA256.digest(ofFile: path) } }.get()
        }
    }

    /// A source package of Debian.
    init(_ package: DebianSourcePackage, from suite: DebianSuite) async throws {
        guard let release = package.release, let additions = package.additions else {
            throw RuntimesError.noTop(package.name)
        }
        let downloads = DebianDownloads(mirror: suite.mirror, token: suite.source.token, context: suite.context)
        let files = try await downloads.fetch([release, additions], for: "the source of \(package.name)")
        name = "\(package.name) \(package.version) of Debian \(suite.name)"
        digest = SHA256.digest(of: "\(release.digest)\n\(additions.digest)\n")
        content = .debian(release: files[0], additions: files[1])
    }

    /// Puts it into a new folder; returns the patches that are still to be applied there. Blocks meanwhile.
    func lay(out folder: FilePath) throws -> [String] {
        try Disk().makeFolder(folder)
        switch content {
        case .folder(let source):
            try InstalledTree(source).copy(to: folder)
            return []
        case .archive(let file):
            try Self.unpack(file, into: folder)
            return []
        case .debian(let release, let additions):
            try Self.unpack(release, into: folder)
            try Unpacker().unpack(additions, into: folder) { $0.hasPrefix("debian/patches/") ? $0 : nil }
            return Self.patches((try? Disk().readText(folder.appending("debian/patches/series"))) ?? "")
        }
    }

    /// Releases hold one folder, whose name tells the version.
    private static func unpack(_ file: FilePath, into folder: FilePath) throws {
        try Unpacker().unpack(file, into: folder) { path in
            let parts = path.split(separator: "/", maxSplits: 1)
            return parts.count == 2 ? String(parts[1]) : nil
        }
        if try Disk().list(folder).isEmpty { throw RuntimesError.noTop(file.string) }
    }

    /// The names in a series of patches, in their order; see quilt(1).
    static func patches(_ series: String) -> [String] {
        series.split(whereSeparator: \.isNewline).compactMap { line in
            line.prefix { $0 != "#" }.split(whereSeparator: \.isWhitespace).first.map(String.init)
        }
    }
}

extension RuntimesError {
    fileprivate static func noTop(_ name: String) -> RuntimesError {
        RuntimesError(
            "runtimes.bad-source",
            "\(name) is no archive of a source: it does not hold one folder with everything in it",
            hint: "name an archive as its authors release it, or a folder")
    }
}
