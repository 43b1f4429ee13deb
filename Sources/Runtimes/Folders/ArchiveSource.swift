import Host
import Matrix
package import SystemPackage

/// Archives of built Erlang/OTP trees on this machine: tar, zip or a Debian package. What they serve is read from their files.
package struct ArchiveSource: RuntimeSource, Hashable {
    /// The archives.
    package var erlang: [FilePath]

    /// A source of some archives.
    package init(erlang: [FilePath]) {
        self.erlang = erlang
    }

    package var name: String { Self.name }
    static let name = "archive"

    /// What the archives hold, which takes unpacking those that were not seen before into the store.
    package func offers(for demand: RuntimeDemand, _ context: RuntimesContext) async -> RuntimeOffers {
        var (runtimes, problems) = ([RuntimeOffer](), [RuntimesError]())
        for path in erlang {
            do throws(RuntimesError) {
                runtimes.append(try await offer(path, context))
            } catch { problems.append(error) }
        }
        return RuntimeOffers(runtimes: runtimes, problems: problems)
    }

    private func offer(_ path: FilePath, _ context: RuntimesContext) async throws(RuntimesError) -> RuntimeOffer {
        // A link to an archive is one, too; what a broken one leads to is told when it is opened.
        guard [.file, .link].contains(Disk().kind(of: path)) else { throw .noArchive(path) }
        do {
            let digest = try await FetchedArchive(
                archive: ArchiveFile(place: .path(path), digest: nil), context: context
            )
            .digest()
            let archive = RuntimeArchive(file: ArchiveFile(place: .path(path), digest: digest), promise: nil)
            let runtime = try await ArchivedRuntime(archive: archive, context: context).make()
            let platform = try await Blocking.run { Result { try NativeFiles(runtime.root).platform() } }.get()
            return RuntimeOffer(
                otp: runtime.otp, source: Self.name, origin: path.string, platform: platform, elixir: nil, tools: [],
                warnings: [], recipe: .archive(archive))
        } catch { throw RuntimesError(error) }
    }
}

extension RuntimesError {
    fileprivate static func noArchive(_ path: FilePath) -> RuntimesError {
        RuntimesError(
            "runtimes.no-archive", "there is no file \(path)", hint: "check 'otp:' of the source 'archive'")
    }
}
