import Matrix
import Runtimes

extension RuntimeOffers {
    /// The versions that a matrix's requests resolve to.
    var resolution: Resolution {
        Resolution(
            otp: { request, target in
                do throws(RuntimesError) {
                    return .success(try resolve(request, for: target).otp)
                } catch { return .failure(Unavailable(error)) }
            },
            elixir: { request, otp, _ in elixirVersion(request, for: otp) },
            // What `auto` was pinned to, it stays.
            offered: { target in
                pinned.runtime(.automatic, for: target).map { [$0.otp] }
                    ?? runtimes.filter { $0.serves(target) }.map(\.otp)
            })
    }

    /// The runtime of just that version for a target.
    func exactly(_ version: Version, for target: Target) throws(RuntimesError) -> RuntimeOffer {
        if let offer = pinned.runtime(version, for: target) { return offer }
        if let offer = runtimes.first(where: { $0.otp == version && $0.serves(target) }) { return offer }
        if let own = fallback.first(where: { $0.otp == version && $0.serves(target) }) { return own }
        guard let request = VersionRequest(version.text) else { throw .noElixir(version, otp: version, []) }
        return try resolve(request, for: target)
    }

    /// The oldest glibc that the runtimes of cells start on, where that matters and is known.
    func glibcFloors(of cells: [Cell]) -> [CellID: Version] {
        let floors = cells.compactMap { cell -> (CellID, Version)? in
            guard let otp = cell.otp, let offer = try? exactly(otp, for: cell.target),
                let glibc = offer.platform.glibc
            else { return nil }
            return (cell.id, glibc)
        }
        return Dictionary(floors) { first, _ in first }
    }

    /// The newest runtime that was asked for and runs on this host.
    func newest(_ request: VersionRequest, host: Platform) throws(RuntimesError) -> RuntimeOffer {
        let portable = Target(Platform(host.operatingSystem, host.architecture, .bundled))
        if let offer = try? resolve(request, for: portable) { return offer }
        return try resolve(request, for: .automatic(host: host))
    }

    /// A runtime of just that version that runs on this host.
    func toolchain(_ version: Version, host: Platform) throws(RuntimesError) -> RuntimeOffer {
        if let offer = pinned.toolchain(version, host: host.architecture) { return offer }
        let portable = Target(Platform(host.operatingSystem, host.architecture, .bundled))
        if let offer = try? exactly(version, for: portable) { return offer }
        return try exactly(version, for: .automatic(host: host))
    }

    /// Just that Elixir, by preference the one that stands beside the OTP, else one compiled by no newer OTP.
    func elixir(_ version: Version, beside runtime: RuntimeOffer) throws(RuntimesError) -> ElixirOffer {
        if let pinned = pinned.elixir(version, with: runtime.otp) { return pinned }
        if let own = runtime.elixir, own.version == version { return own }
        let fitting = elixirs(loadingOn: runtime.otp).filter { $0.version == version }
        guard let offer = fitting.max(by: { $0.otpMajor < $1.otpMajor }) else {
            throw .noElixir(version, otp: runtime.otp, elixirs(loadingOn: runtime.otp))
        }
        return offer
    }

    private func elixirs(loadingOn otp: Version) -> [ElixirOffer] {
        let own = fallback.filter { $0.otp == otp }.compactMap(\.elixir)
        return (elixirs + own).filter { $0.otpMajor <= otp.major }
    }

    private func elixirVersion(_ request: VersionRequest?, for otp: Version) -> Result<Version, Unavailable> {
        if let pinned = pinned.elixir(request, with: otp) { return .success(pinned.version) }
        let loading = elixirs(loadingOn: otp)
        let versions = loading.map(\.version)
        let found: Version?
        if let request {
            found = versions.first { request.accepts($0) }
        } else {
            // With nothing better the newest one is told, so that the plan can say what is wrong with it.
            found = Support.newestElixir(of: versions, for: otp) ?? versions.max()
        }
        if let found { return .success(found) }
        return .failure(Unavailable(.noElixir(request?.version, otp: otp, loading)))
    }
}

extension Unavailable {
    /// What a source says, as the plan tells it.
    init(_ error: RuntimesError) {
        self.init(
            code: error.code, message: error.message, hint: error.hint, isInfrastructure: error.isInfrastructure)
    }
}

extension RuntimesError {
    /// No source has the Elixir, or one that runs on the OTP.
    static func noElixir(_ version: Version?, otp: Version, _ there: [ElixirOffer]) -> RuntimesError {
        let wanted = version.map { "Elixir \($0) for" } ?? "a supported Elixir for"
        let offered = there.map { "\($0.version) (\($0.source) \($0.origin))" }.joined(separator: ", ")
        return RuntimesError(
            code: "runtimes.no-such-elixir",
            message: "no source has \(wanted) OTP \(otp); loading on it: \(offered.isEmpty ? "none" : offered)",
            hint: "ask for one of these with `elixir:`, or add a source that has one")
    }
}
