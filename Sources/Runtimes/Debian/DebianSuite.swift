import Host
import Matrix
import Transfer

/// One suite of a mirror.
struct DebianSuite: Sendable {
    let source: DebianSource
    let mirror: String
    let name: String
    let context: RuntimesContext

    /// What the suite has.
    func offer() async -> Result<RuntimeOffer, RuntimesError> {
        do throws(RuntimesError) {
            let (snapshot, age) = try await DebianSnapshots(suite: self).current()
            let unsigned = snapshot.signer == nil ? "the signatures of \(mirror) \(name) are not looked at" : nil
            let expiry = try expiry(of: snapshot)
            let selection = try await DebianIndexes(suite: self).selection(of: snapshot)
            return .success(try offer(selection, warnings: [age, expiry, unsigned].compactMap(\.self)))
        } catch {
            return .failure(error)
        }
    }

    private func offer(_ selection: DebianSelection, warnings: [String]) throws(RuntimesError) -> RuntimeOffer {
        if let missing = selection.missing.first { throw .incompleteSuite(self, missing) }
        guard let otp = selection.otp else { throw .incompleteSuite(self, "a version of erlang-base") }
        return RuntimeOffer(
            otp: otp, source: DebianSource.name, origin: name,
            platform: Platform(.linux, source.architecture, .bundled),
            elixir: elixir(selection, otp), tools: tools(selection, otp), warnings: warnings,
            recipe: .debian(DebianOffer(mirror: mirror, suite: name, selection: selection, token: source.token)))
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
    let selection: DebianSelection
    var token: SecretToken?
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
