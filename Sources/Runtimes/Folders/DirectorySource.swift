import Host
import Matrix
package import SystemPackage

/// Built trees of Erlang/OTP and Elixir in folders of this machine. What they serve is read from their files.
package struct DirectorySource: RuntimeSource, Hashable {
    /// Folders that hold an Erlang/OTP, or `lib/erlang` with one.
    package var erlang: [FilePath]
    /// Folders that hold an Elixir.
    package var elixir: [FilePath]

    /// A source of some folders.
    package init(erlang: [FilePath] = [], elixir: [FilePath] = []) {
        self.erlang = erlang
        self.elixir = elixir
    }

    package var name: String { Self.name }
    static let name = "directory"

    /// What the folders hold; one that is not whole is a problem.
    package func offers(for demand: RuntimeDemand, _ context: RuntimesContext) async -> RuntimeOffers {
        var (runtimes, elixirs, problems) = ([RuntimeOffer](), [ElixirOffer](), [RuntimesError]())
        for path in elixir {
            do throws(RuntimesError) { elixirs.append(try offer(elixir: path)) } catch { problems.append(error) }
        }
        for path in erlang {
            do {
                runtimes.append(try await Blocking.run { Result { try offer(erlang: path) } }.get())
            } catch { problems.append(RuntimesError(error)) }
        }
        return RuntimeOffers(runtimes: runtimes, elixirs: elixirs, problems: problems)
    }

    private func offer(erlang path: FilePath) throws -> RuntimeOffer {
        guard Disk().isFolder(path), let folder = try TreeSearch(path).erlang() else {
            throw RuntimesError.incomplete(path, "erts-*")
        }
        let root = ErlangRoot(folder)
        try root.checkWholeness()
        return RuntimeOffer(
            otp: try root.otpVersion(), source: Self.name, origin: path.string,
            platform: try NativeFiles(folder).platform(), elixir: nil, tools: [], warnings: [],
            recipe: .system(SystemErlang(path: folder)))
    }

    /// A tree does not say which OTP has compiled it: Elixir's own builds are made by the oldest that it supports.
    private func offer(elixir path: FilePath) throws(RuntimesError) -> ElixirOffer {
        let version = try ElixirRoot(path).version()
        return ElixirOffer(
            version: version, otpMajor: Support.oldestOTP(for: version), source: Self.name, origin: path.string,
            recipe: .system(SystemElixir(path: path, version: version)))
    }
}
