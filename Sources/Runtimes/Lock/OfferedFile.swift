package import Digest
import Host
import SystemPackage

/// A file that something on offer is made from.
package struct OfferedFile: Hashable, Codable, Sendable {
    /// What it is within the source: the name of a package, or of the file.
    package var name: String
    /// Where it is: a whole URL, or the path below the source's mirror; of an installed tree its folder.
    package var url: String
    /// The SHA-256 of the file; of a tree that of all its files.
    package var sha256: DigestValue
    /// Its bytes, if they are known.
    package var size: Int?
    /// The version of a package; nil where none is told.
    package var version: String?

    /// A file by its parts.
    package init(name: String, url: String, sha256: DigestValue, size: Int? = nil, version: String? = nil) {
        self.name = name
        self.url = url
        self.sha256 = sha256
        self.size = size
        self.version = version
    }
}

extension Catalog {
    /// What an offered runtime is made from.
    package func files(of offer: RuntimeOffer) async throws(RuntimesError) -> [OfferedFile] {
        switch offer.recipe {
        case .debian(let debian): debian.packages.map(OfferedFile.init)
        case .archive(let archive): [try await self.archive(archive.file)]
        case .system(let erlang): [try await tree(erlang.path)]
        case .built(let key):
            // The key is the digest of the recipe; who builds by the same recipe has the same runtime.
            DigestValue(hex: key).map { [OfferedFile(name: offer.origin, url: "built", sha256: $0)] } ?? []
        }
    }

    /// What an offered Elixir is made from.
    package func files(of offer: ElixirOffer) async throws(RuntimesError) -> [OfferedFile] {
        switch offer.recipe {
        case .debian(let debian): [OfferedFile(debian.package)]
        case .archive(let archive): [try await self.archive(archive.file)]
        case .system(let elixir): [try await tree(elixir.path)]
        }
    }

    /// What an offered build tool is made from.
    package func files(of offer: BuildToolOffer) async throws(RuntimesError) -> [OfferedFile] {
        switch offer.recipe {
        case .debian(let debian): return [OfferedFile(debian.package)]
        case .system(let tool):
            do {
                let digest = try SHA256.digest(ofFile: tool.path)
                return [
                    OfferedFile(
                        name: offer.tool.rawValue, url: tool.path.string, sha256: digest,
                        size: Disk().size(of: tool.path))
                ]
            } catch { throw RuntimesError(error) }
        }
    }

    private func archive(_ file: ArchiveFile) async throws(RuntimesError) -> OfferedFile {
        do {
            let digest = try await FetchedArchive(archive: file, context: context).digest()
            let name = file.name.split(separator: "/").last.map(String.init) ?? file.name
            return OfferedFile(name: name, url: file.name, sha256: digest)
        } catch {
            throw RuntimesError(error)
        }
    }

    /// An installed tree as if it were one file.
    private func tree(_ path: FilePath) async throws(RuntimesError) -> OfferedFile {
        do {
            let digest = try await Blocking.run { Result { try InstalledTree(path).digest() } }.get()
            return OfferedFile(name: path.lastComponent?.string ?? "", url: path.string, sha256: digest)
        } catch {
            throw RuntimesError(error)
        }
    }
}

extension OfferedFile {
    init(_ package: DebianPackage) {
        self.init(
            name: package.name, url: package.file, sha256: package.digest, size: package.size,
            version: package.version.isEmpty ? nil : package.version)
    }
}
