import Testing

@testable import Matrix

/// Requests out of texts; the tests give only valid ones.
func requests(_ texts: String...) -> [VersionRequest] { texts.compactMap { VersionRequest($0) } }

func targets(_ names: String...) -> [Target] { names.compactMap { Target.named($0, host: .x86_64) } }

extension Resolution {
    /// A world in which a few versions exist, on Linux.
    static let sample = Resolution(
        otp: { request, _ in
            let known = ["27.3.4.1", "29.1.1", "28.0"].compactMap { Version($0) }
            guard let found = known.first(where: request.accepts) else {
                return .failure(Unavailable(code: "runtime.not-found", message: "no source has OTP \(request)"))
            }
            return .success(found)
        },
        elixir: { request, otp, _ in
            let known = ["1.17.3", "1.18.3", "1.20.4"].compactMap { Version($0) }
            let found = request.map { request in known.last(where: request.accepts) }
            guard let version = found ?? Support.newestElixir(of: known, for: otp) else {
                return .failure(Unavailable(code: "elixir.not-found", message: "no Elixir for OTP \(otp)"))
            }
            return .success(version)
        })
}

extension Plan {
    var ids: [String] { cells.map(\.id.text) }
    var drops: [String] { dropped.map { "\($0.cell.id): \($0.reason)" } }
}
