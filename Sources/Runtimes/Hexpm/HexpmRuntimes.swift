import Matrix
import Transfer

/// The builds of OTP for one distribution and processor.
struct HexpmRuntimes {
    let server: String
    let distribution: HexpmDistribution
    let architecture: Architecture
    let access: TransferAccess
    let refresh: Bool
    let context: RuntimesContext

    /// What is listed with a checksum; a version that is asked for and has none is a problem.
    func offers(for demand: RuntimeDemand) async throws(RuntimesError) -> RuntimeOffers {
        guard distribution.platform(architecture).glibc != nil else { throw .unknownDistribution(distribution) }
        let (folder, text, warning) = try await list()
        let builds = HexpmBuild.all(in: text)
        let offers = builds.compactMap { build in offer(build, in: folder, warning) }
        let unverified = builds.filter { $0.digest == nil }.compactMap(\.otp)
        let wanted = demand.otp.compactMap { request -> RuntimesError? in
            if offers.contains(where: { request.accepts($0.otp) }) { return nil }
            return unverified.filter(request.accepts).max().map { .unverified($0, in: folder) }
        }
        return RuntimeOffers(runtimes: offers, problems: wanted)
    }

    /// The list of the processor's folder; older servers have builds for x86_64 in the distribution's own.
    private func list() async throws(RuntimesError) -> (folder: String, text: String, warning: String?) {
        let builds = "\(server)/builds/otp"
        var folders = ["\(builds)/\(architecture.hexpmName)/\(distribution.name)"]
        if architecture == .x86_64 { folders.append("\(builds)/\(distribution.name)") }
        for folder in folders {
            let served = ServedText(url: "\(folder)/builds.txt", refresh: refresh, access: access, context: context)
            let (text, warning) = try await served.current()
            if let text { return (folder, text, warning) }
        }
        throw .noBuilds(folders)
    }

    private func offer(_ build: HexpmBuild, in folder: String, _ warning: String?) -> RuntimeOffer? {
        guard let otp = build.otp, let digest = build.digest else { return nil }
        let platform = distribution.platform(architecture)
        let file = ArchiveFile(place: .server(url: "\(folder)/\(build.name).tar.gz"), digest: digest, access: access)
        return RuntimeOffer(
            otp: otp, source: HexpmSource.name, origin: distribution.name, platform: platform, elixir: nil, tools: [],
            warnings: warning.map { [$0] } ?? [],
            recipe: .archive(RuntimeArchive(file: file, promise: RuntimePromise(otp: otp, platform: platform))))
    }
}

/// The builds of Elixir.
struct HexpmElixirs {
    let server: String
    let access: TransferAccess
    let refresh: Bool
    let context: RuntimesContext

    /// Every build that tells its OTP and its checksum.
    func offers() async throws(RuntimesError) -> [ElixirOffer] {
        let folder = "\(server)/builds/elixir"
        let served = ServedText(url: "\(folder)/builds.txt", refresh: refresh, access: access, context: context)
        guard let text = try await served.current().text else { throw .noBuilds([folder]) }
        return HexpmBuild.all(in: text).compactMap { build in
            guard let elixir = build.elixir, let digest = build.digest else { return nil }
            let file = ArchiveFile(place: .server(url: "\(folder)/\(build.name).zip"), digest: digest, access: access)
            return ElixirOffer(
                version: elixir.version, otpMajor: elixir.otpMajor, source: HexpmSource.name, origin: build.name,
                recipe: .archive(ElixirArchive(file: file)))
        }
    }
}

extension RuntimesError {
    fileprivate static func noBuilds(_ folders: [String]) -> RuntimesError {
        RuntimesError(
            "runtimes.no-builds", "there is no \(folders.map { "\($0)/builds.txt" }.joined(separator: ", nor "))",
            hint: "check 'mirror:' (or HEX_BUILDS_URL) and 'distro:' of the source 'hexpm'", isInfrastructure: true)
    }

    fileprivate static func unknownDistribution(_ distribution: HexpmDistribution) -> RuntimesError {
        RuntimesError(
            "runtimes.unknown-distro", "which glibc builds for \(distribution.name) need is not known",
            hint: "name another 'distro:' of the source 'hexpm', such as ubuntu-22.04")
    }

    fileprivate static func unverified(_ otp: Version, in folder: String) -> RuntimesError {
        RuntimesError(
            "runtimes.no-checksum", "\(folder)/builds.txt has no SHA-256 for Erlang/OTP \(otp), so it is not used",
            hint: "ask for a newer version, or use another source")
    }
}
