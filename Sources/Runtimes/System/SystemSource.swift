import Host
import Matrix
package import SystemPackage

/// Erlang and Elixir that are installed on this host, at their usual places or at given ones.
///
/// PATH is never asked: version managers put programs of their own there, which choose a version by the current folder.
package struct SystemSource: RuntimeSource, Hashable {
    /// Folders to look at for Erlang, each like `/usr/lib/erlang`.
    package var erlang: [FilePath]
    /// Folders to look at for Elixir, each like `/usr/lib/elixir`.
    package var elixir: [FilePath]
    /// Files to look at for rebar3.
    package var rebar3: [FilePath]

    /// A source, by default of the usual places.
    package init(
        erlang: [FilePath] = ["/usr/lib/erlang", "/usr/local/lib/erlang"],
        elixir: [FilePath] = ["/usr/lib/elixir", "/usr/local/lib/elixir"],
        rebar3: [FilePath] = ["/usr/bin/rebar3", "/usr/local/bin/rebar3"]
    ) {
        self.erlang = erlang
        self.elixir = elixir
        self.rebar3 = rebar3
    }

    package var name: String { Self.name }
    static let name = "system"

    /// What is installed; a folder that exists and is not whole is a problem.
    package func offers(for demand: RuntimeDemand, _ context: RuntimesContext) -> RuntimeOffers {
        var problems: [RuntimesError] = []
        var offers: [RuntimeOffer] = []
        let elixir = installedElixir(&problems)
        for path in erlang where Disk().isFolder(path) {
            do throws(RuntimesError) {
                offers.append(try offer(path, elixir, demand.host))
            } catch {
                problems.append(error)
            }
        }
        return RuntimeOffers(runtimes: offers, problems: problems)
    }

    private func offer(_ path: FilePath, _ elixir: SystemElixir?, _ host: Target) throws(RuntimesError) -> RuntimeOffer
    {
        let root = ErlangRoot(path)
        try root.checkWholeness()
        let otp = try root.otpVersion()
        return RuntimeOffer(
            otp: otp, source: Self.name, origin: path.string, platform: Self.platform(of: path, on: host),
            // Which OTP compiled an installed Elixir is not written down; the one beside it is what it is used with.
            elixir: elixir.map {
                ElixirOffer(
                    version: $0.version, otpMajor: otp.major, source: Self.name, origin: $0.path.string,
                    recipe: .system($0))
            }, tools: tools(otp), warnings: [], recipe: .system(SystemErlang(path: path)))
    }

    /// What is installed here was made for here, and runs on any system whose glibc is new enough for its files; one
    /// that brings its C library runs on any.
    private static func platform(of path: FilePath, on host: Target) -> Platform {
        if host.operatingSystem == .linux, let platform = try? NativeFiles(path).platform() { return platform }
        return Platform(host.operatingSystem, host.architecture, host.libc, glibc: host.glibc)
    }

    /// An installed rebar3 is taken to run on the Erlang that is installed with it.
    private func tools(_ otp: Version) -> [BuildToolOffer] {
        guard let path = rebar3.first(where: { Disk().kind(of: $0) == .file }),
            let version = SystemTool.version(of: path)
        else { return [] }
        return [
            BuildToolOffer(
                tool: .rebar3, version: version, otpMajor: otp.major, source: Self.name, origin: path.string,
                recipe: .system(SystemTool(path: path)))
        ]
    }

    private func installedElixir(_ problems: inout [RuntimesError]) -> SystemElixir? {
        for path in elixir where Disk().isFolder(path) {
            do throws(RuntimesError) {
                return SystemElixir(path: path, version: try ElixirRoot(path).version())
            } catch {
                problems.append(error)
            }
        }
        return nil
    }
}

/// An installed Erlang.
struct SystemErlang: Hashable, Sendable {
    let path: FilePath
}

/// An installed build tool: one file.
struct SystemTool: Hashable, Sendable {
    let path: FilePath

    /// What the second line of rebar3's escript says: `%% Rebar3 3.24.0`, or `%%` and nothing more in its own builds.
    static func version(of path: FilePath) -> Version? {
        guard let bytes = try? Disk().read(path, limit: 64 << 20), bytes.starts(with: Array("#!".utf8)) else {
            return nil
        }
        let line = bytes.split(separator: UInt8(ascii: "\n"), maxSplits: 2).dropFirst().first ?? []
        let words = String(decoding: line.prefix(100), as: UTF8.self).split(separator: " ")
        return words.last.flatMap { Version(String($0)) } ?? Version("3")
    }
}

/// An installed Elixir.
struct SystemElixir: Hashable, Sendable {
    let path: FilePath
    let version: Version
}
