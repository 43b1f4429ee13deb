/// A combination as asked for, before versions are resolved.
struct Combination: Hashable {
    let app: String
    let variant: Variant

    var mode: Mode { variant.mode }
    var otp: VersionRequest { variant.otp }
    /// `nil` is picked automatically.
    var elixir: VersionRequest? { variant.elixir }
    var target: Target { variant.target }
}

/// A combination without its app: versions and objections are the same for all apps, so they are looked up once.
struct Variant: Hashable {
    let mode: Mode
    let otp: VersionRequest
    /// `nil` is picked automatically.
    let elixir: VersionRequest?
    let target: Target
    let namesElixir: Bool
}

/// The versions that a variant resolves to, as far as they are known, and what keeps it from being built.
struct Resolved {
    let variant: Variant
    var otp: Version?
    var elixir: Version?
    /// Why it cannot be built anywhere.
    var objection: String?
    /// Why it cannot be built here: no source has it.
    var failure: Failure?
    /// What follows the app in the ids of its cells.
    let path: String

    init(
        _ variant: Variant, otp: Version? = nil, elixir: Version? = nil, objection: String? = nil,
        failure: Failure? = nil
    ) {
        self.variant = variant
        self.otp = otp
        self.elixir = elixir
        self.objection = objection
        self.failure = failure
        path = CellID.path(
            mode: variant.mode, otp: otp?.text ?? variant.otp.text,
            elixir: variant.namesElixir ? elixir?.text ?? variant.elixir?.text : nil, target: variant.target)
    }

    /// The cell of an app.
    func cell(of app: String) -> Cell {
        Cell(
            app: app, mode: variant.mode, otpRequest: variant.otp, otp: otp, elixirRequest: variant.elixir,
            elixir: elixir, target: variant.target, path: path)
    }
}

extension Variant {
    /// Looks the versions up, unless the support table objects to them as they were asked for.
    func resolved(_ resolution: Resolution?) -> Resolved {
        if let objection = objection(otp.version, elixir?.version) { return Resolved(self, objection: objection) }
        guard let resolution else { return Resolved(self) }
        switch resolution.otp(otp, target) {
        case .failure(let missing): return Resolved(self, failure: missing.failure)
        case .success(let otp): return resolved(otp, resolution)
        }
    }

    private func resolved(_ otp: Version, _ resolution: Resolution) -> Resolved {
        switch resolution.elixir(elixir, otp, target) {
        case .failure(let missing): return Resolved(self, otp: otp, failure: missing.failure)
        case .success(let elixir):
            return Resolved(self, otp: otp, elixir: elixir, objection: objection(otp, elixir))
        }
    }

    private func objection(_ otp: Version?, _ elixir: Version?) -> String? {
        guard let otp else { return Support.objection(mode: mode, target: target) }
        return Support.objection(mode: mode, target: target, otp: otp, elixir: elixir)
    }
}
