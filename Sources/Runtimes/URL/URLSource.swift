import Digest
import Matrix

/// Runtimes at URLs that follow a pattern, for servers of one's own. Each must have a checksum.
///
/// A server has no list, so what it has is what is asked for by its whole version, and what the checksums name.
package struct URLSource: RuntimeSource, Hashable {
    /// The URL of a runtime.
    package var template: URLTemplate
    /// The checksums; a file of them may have placeholders in its URL, too.
    package var checksums: ChecksumOrigin
    /// What may be done to get at the server.
    package var access: ServerAccess
    /// Whether to ask for checksums even if that was done lately.
    package var refresh: Bool

    /// A source of one pattern.
    package init(
        template: URLTemplate, checksums: ChecksumOrigin, access: ServerAccess = ServerAccess(),
        refresh: Bool = false
    ) {
        self.template = template
        self.checksums = checksums
        self.access = access
        self.refresh = refresh
    }

    package var name: String { Self.name }
    static let name = "url"

    /// What has a checksum, of the versions and targets that are asked for.
    package func offers(for demand: RuntimeDemand, _ context: RuntimesContext) async -> RuntimeOffers {
        let targets = targets(of: demand)
        var (runtimes, problems) = ([RuntimeOffer](), [RuntimesError]())
        for otp in versions(for: demand) {
            do throws(RuntimesError) {
                for target in targets {
                    if let digest = try await digest(otp, target, context) {
                        runtimes.append(offer(otp, target, digest))
                    }
                }
            } catch { problems.append(error) }
        }
        if runtimes.isEmpty, demand.wholeVersions.isEmpty { problems.append(.noList(Self.name)) }
        return RuntimeOffers(runtimes: runtimes, problems: problems)
    }

    /// The whole versions that are asked for, and those that are listed as `27.3.4.1/any_linux_x86_64`.
    private func versions(for demand: RuntimeDemand) -> [Version] {
        var seen: Set<Version> = []
        var listed: [Version] = []
        if case .listed(let checksums) = checksums {
            listed = checksums.names.compactMap { $0.split(separator: "/").first.flatMap { Version(String($0)) } }
        }
        return (demand.wholeVersions + listed).filter { seen.insert($0).inserted }
    }

    /// The targets, and this machine under a name that a server may know.
    private func targets(of demand: RuntimeDemand) -> [Target] {
        let own = Target.all.first { $0.libc == .bundled && $0.architecture == demand.host.architecture }
        var seen: Set<Target> = []
        return (demand.targets + [own, demand.host].compactMap(\.self)).filter { target in
            seen.insert(target).inserted && !(target.isAutomatic && template.namesTarget)
        }
    }

    private func digest(
        _ otp: Version, _ target: Target, _ context: RuntimesContext
    ) async throws(RuntimesError) -> DigestValue? {
        let (url, names) = (template.url(otp, target), ["\(otp)/\(target)"])
        switch checksums {
        case .listed(let checksums): return checksums.digest(of: url, named: names)
        case .file(let file):
            let sums = URLTemplate(file).url(otp, target)
            let served = ServedText(
                url: sums, refresh: refresh, access: access.access(to: sums, from: template.text), context: context)
            guard let text = try await served.current().text else { return nil }
            return Checksums(sums: text).digest(of: url, named: names)
        }
    }

    private func offer(_ otp: Version, _ target: Target, _ digest: DigestValue) -> RuntimeOffer {
        let platform = Platform(
            target.operatingSystem, target.architecture, target.libc, glibc: target.libc == .glibc ? target.glibc : nil)
        let url = template.url(otp, target)
        let file = ArchiveFile(
            place: .server(url: url), digest: digest, access: access.access(to: url, from: template.text))
        return RuntimeOffer(
            otp: otp, source: Self.name, origin: file.name, platform: platform, elixir: nil, tools: [], warnings: [],
            recipe: .archive(RuntimeArchive(file: file, promise: RuntimePromise(otp: otp, platform: platform))))
    }
}

extension RuntimesError {
    /// A source that can only be asked for what one knows by its name was not asked for any such thing.
    static func noList(_ source: String) -> RuntimesError {
        RuntimesError(
            "runtimes.no-list",
            "the source '\(source)' has no list of what it has, so it is asked for whole versions only",
            hint: "ask for a whole version of OTP, such as 27.3.4.1")
    }
}
