import Host
import Matrix
import Transfer

/// One suite of a mirror, for one processor.
struct DebianSuite: Sendable {
    let source: DebianSource
    let mirror: String
    let name: String
    let architecture: Architecture
    /// Whether this is the processor that compiles: Elixir and build tools are wanted for no other.
    let isHost: Bool
    /// Whether some target has a glibc of its own.
    var takesSystemLibrary = false
    let context: RuntimesContext

    /// What the suite has.
    func offers() async -> Result<[RuntimeOffer], RuntimesError> {
        do throws(RuntimesError) {
            let (snapshot, age) = try await DebianSnapshots(suite: self).current()
            let unsigned = snapshot.signer == nil ? "the signatures of \(mirror) \(name) are not looked at" : nil
            let expiry = try expiry(of: snapshot)
            let selection = try await DebianIndexes(suite: self).selection(of: snapshot)
            return .success(try offers(selection, warnings: [age, expiry, unsigned].compactMap(\.self)))
        } catch {
            return .failure(error)
        }
    }

    /// What brings its C library comes first: it serves more systems.
    private func offers(_ selection: DebianSelection, warnings: [String]) throws(RuntimesError) -> [RuntimeOffer] {
        if let missing = selection.missing.first { throw .incompleteSuite(self, missing) }
        guard let otp = selection.otp else { throw .incompleteSuite(self, "a version of erlang-base") }
        var platforms = [Platform(.linux, architecture, .bundled)]
        if takesSystemLibrary, let glibc = selection.glibc {
            platforms.append(Platform(.linux, architecture, .glibc, glibc: glibc))
        }
        return platforms.map { platform in
            let offer = DebianOffer(
                mirror: mirror, suite: name, platform: platform, selection: selection, token: source.token)
            return RuntimeOffer(
                otp: otp, source: DebianSource.name, origin: name, platform: platform,
                elixir: isHost ? elixir(selection, otp) : nil, tools: isHost ? tools(selection, otp) : [],
                warnings: warnings, recipe: .debian(offer))
        }
    }

    private func elixir(_ selection: DebianSelection, _ otp: Version) -> ElixirOffer? {
        guard let package = selection.elixir, let version = DebianVersion.upstream(package.version) else { return nil }
        // Debian's tools write down the Erlang that compiled a package as the least one that it depends on.
        let compiler = DebianVersion.minimum(of: "erlang-base", in: package.depends) ?? otp
        return ElixirOffer(
            version: version, otpMajor: compiler.major, source: DebianSource.name, origin: name,
            recipe: .debian(DebianElixir(mirror: mirror, package: package, token: source.token)))
    }

    /// The suite's tools; they were compiled by the suite's own Erlang, whatever older one their packages would put up with.
    private func tools(_ selection: DebianSelection, _ otp: Version) -> [BuildToolOffer] {
        BuildTool.allCases.compactMap { tool in
            guard let package = selection.tool(tool), let version = DebianVersion.upstream(package.version) else {
                return nil
            }
            return BuildToolOffer(
                tool: tool, version: version, otpMajor: otp.major, source: DebianSource.name, origin: name,
                recipe: .debian(DebianTool(mirror: mirror, package: package, token: source.token)))
        }
    }

    private func expiry(of snapshot: DebianSnapshot) throws(RuntimesError) -> String? {
        guard let end = snapshot.validUntil, context.clock.now() > end else { return nil }
        switch source.validUntil {
        case .ignore: return nil
        case .enforce: throw .expiredSuite(self)
        case .warn: return "the mirror's index of \(name) has expired: newer packages may be missing"
        }
    }
}

/// The packages that make one suite's Erlang.
struct DebianOffer: Hashable, Sendable {
    let mirror: String
    let suite: String
    let platform: Platform
    let selection: DebianSelection
    var token: SecretToken?

    /// Whether the C library and its companions are packed with it.
    var isBundled: Bool { platform.libc == .bundled }

    /// The packages that it is made of.
    var packages: [DebianPackage] { selection.erlang + (isBundled ? selection.libraries : []) }
}

/// The package that holds a build tool of one suite.
struct DebianTool: Hashable, Sendable {
    let mirror: String
    let package: DebianPackage
    var token: SecretToken?
}

/// The package that holds one suite's Elixir.
struct DebianElixir: Hashable, Sendable {
    let mirror: String
    let package: DebianPackage
    var token: SecretToken?
}

extension RuntimesError {
    fileprivate static func incompleteSuite(_ suite: DebianSuite, _ missing: String) -> RuntimesError {
        RuntimesError(
            "runtimes.incomplete-suite", "Debian \(suite.name) at \(suite.mirror) has no whole Erlang: no \(missing)",
            hint: "leave this suite out, or use another mirror")
    }

    fileprivate static func expiredSuite(_ suite: DebianSuite) -> RuntimesError {
        RuntimesError(
            "runtimes.expired", "the index of Debian \(suite.name) at \(suite.mirror) has expired",
            hint: "use a mirror that is kept up to date, or set the source's 'valid_until' to 'warn'",
            isInfrastructure: true)
    }
}
