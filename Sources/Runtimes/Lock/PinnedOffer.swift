/// What a source makes of a pin, or a pin is made of.
package enum PinnedOffer: Sendable {
    case runtime(RuntimeOffer)
    case elixir(ElixirOffer)
    case tool(BuildToolOffer)

    /// What a lock file calls it; nil unless it comes from one.
    fileprivate var pin: String? {
        switch self {
        case .runtime(let offer): offer.pin
        case .elixir(let offer): offer.pin
        case .tool(let offer): offer.pin
        }
    }
}

extension Catalog {
    /// The pin that an offer comes from, or a new one for it.
    package func pin(
        _ name: String, of offer: PinnedOffer, keeping known: LockFile
    ) async throws(RuntimesError) -> Pin {
        if offer.pin != nil, let pin = known.pins[name] { return pin }
        let files = try await files(of: offer)
        return switch offer {
        case .runtime(let offer):
            Pin(
                name, version: offer.otp, source: offer.source, origin: offer.origin, platform: offer.platform,
                files: files)
        case .elixir(let offer):
            Pin(
                name, version: offer.version, source: offer.source, origin: offer.origin, otp: offer.otpMajor,
                files: files)
        case .tool(let offer):
            Pin(
                name, version: offer.version, source: offer.source, origin: offer.origin, otp: offer.otpMajor,
                files: files)
        }
    }

    /// What an offer is made from.
    func files(of offer: PinnedOffer) async throws(RuntimesError) -> [OfferedFile] {
        switch offer {
        case .runtime(let offer): try await files(of: offer)
        case .elixir(let offer): try await files(of: offer)
        case .tool(let offer): try await files(of: offer)
        }
    }
}
