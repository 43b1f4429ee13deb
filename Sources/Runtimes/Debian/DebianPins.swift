import Matrix

extension DebianSource {
    /// Packages are named by their paths below the mirror, and any mirror that has them will do.
    package func offer(of pin: Pin, _ context: RuntimesContext) throws(RuntimesError) -> PinnedOffer? {
        guard suites.contains(pin.origin) else { return nil }
        let mirror = try mirrorURL()
        let packages = pin.files.compactMap(DebianPackage.init)
        guard let first = packages.first, packages.count == pin.files.count else { return nil }
        if pin.isRuntime, let platform = pin.platform {
            let offer = DebianOffer(
                mirror: mirror, suite: pin.origin, platform: platform, selection: DebianSelection(packages: packages),
                token: token)
            return .runtime(
                RuntimeOffer(
                    otp: pin.version, source: pin.source, origin: pin.origin, platform: platform, elixir: nil,
                    tools: [], warnings: [], recipe: .debian(offer)))
        }
        guard let otp = pin.otp else { return nil }
        if let tool = pin.tool {
            return .tool(
                BuildToolOffer(
                    tool: tool, version: pin.version, otpMajor: otp, source: pin.source, origin: pin.origin,
                    recipe: .debian(DebianTool(mirror: mirror, package: first))))
        }
        return .elixir(
            ElixirOffer(
                version: pin.version, otpMajor: otp, source: pin.source, origin: pin.origin,
                recipe: .debian(DebianElixir(mirror: mirror, package: first))))
    }
}

extension DebianPackage {
    /// The package that a lock file names; nil where it is no path below a mirror, or of an odd size.
    init?(_ file: OfferedFile) {
        guard let size = file.size else { return nil }
        self.init(name: file.name, version: file.version ?? "", file: file.url, size: size, digest: file.sha256)
    }
}
