/// A pin of a lock file that stands for an archive on a server: its URL and digest are all that is needed.
///
/// The lock vouches for the content, also where the server has no checksum.
struct ArchivePin {
    let pin: Pin
    let access: ServerAccess
    /// The URL that its source knows its server by.
    let server: String

    /// What is on offer then; nil where the pin is of something else.
    func offer(loaders: String? = nil) -> PinnedOffer? {
        guard let file = pin.files.first, pin.files.count == 1, file.url.hasPrefix("http") else { return nil }
        let archive = ArchiveFile(
            place: .server(url: file.url), digest: file.sha256, access: access.access(to: file.url, from: server))
        if pin.isRuntime {
            guard let platform = pin.platform else { return nil }
            let promise = RuntimePromise(otp: pin.version, platform: platform)
            return .runtime(
                RuntimeOffer(
                    otp: pin.version, source: pin.source, origin: pin.origin, platform: platform, elixir: nil,
                    tools: [],
                    warnings: [],
                    recipe: .archive(RuntimeArchive(file: archive, promise: promise, loaders: loaders))))
        }
        guard let otp = pin.otp, pin.tool == nil else { return nil }
        return .elixir(
            ElixirOffer(
                version: pin.version, otpMajor: otp, source: pin.source, origin: pin.origin,
                recipe: .archive(ElixirArchive(file: archive))))
    }
}

extension HexpmSource {
    /// The archive that the pin names.
    package func offer(of pin: Pin, _ context: RuntimesContext) -> PinnedOffer? {
        ArchivePin(pin: pin, access: access, server: mirror ?? "").offer()
    }
}

extension BatamantaSource {
    /// The archive that the pin names.
    package func offer(of pin: Pin, _ context: RuntimesContext) -> PinnedOffer? {
        ArchivePin(pin: pin, access: access, server: manifest).offer()
    }
}

extension BeamMachineSource {
    /// The archive that the pin names; its loader is told by its programs.
    package func offer(of pin: Pin, _ context: RuntimesContext) -> PinnedOffer? {
        ArchivePin(pin: pin, access: access, server: url).offer(loaders: loaders)
    }
}

extension URLSource {
    /// The archive that the pin names.
    package func offer(of pin: Pin, _ context: RuntimesContext) -> PinnedOffer? {
        ArchivePin(pin: pin, access: access, server: template.text).offer()
    }
}
