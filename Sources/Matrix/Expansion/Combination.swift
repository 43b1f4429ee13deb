/// A combination as asked for, before versions are resolved.
struct Combination: Hashable {
    let app: String
    let mode: Mode
    let otp: VersionRequest
    /// `nil` is picked automatically.
    let elixir: VersionRequest?
    let target: Target
    let namesElixir: Bool

    /// The cell with the versions that are known.
    func cell(otp: Version? = nil, elixir: Version? = nil) -> Cell {
        Cell(
            app: app, mode: mode, otpRequest: self.otp, otp: otp, elixirRequest: self.elixir, elixir: elixir,
            target: target, namesElixir: namesElixir)
    }
}

extension Combination {
    /// What became of a combination once its versions were looked up.
    struct Resolved {
        var cell: Cell
        /// Why it cannot be built anywhere.
        var objection: String?
        /// Why it cannot be built here: no source has it.
        var failure: Failure?
    }

    /// Looks the versions up, unless the support table objects to them as they were asked for.
    func resolved(_ resolution: Resolution?) -> Resolved {
        if let objection = objection(otp.version, elixir?.version) {
            return Resolved(cell: cell(), objection: objection)
        }
        guard let resolution else { return Resolved(cell: cell()) }
        switch resolution.otp(otp, target) {
        case .failure(let missing): return Resolved(cell: cell(), failure: missing.failure)
        case .success(let otp): return resolved(otp, resolution)
        }
    }

    private func resolved(_ otp: Version, _ resolution: Resolution) -> Resolved {
        switch resolution.elixir(elixir, otp, target) {
        case .failure(let missing): return Resolved(cell: cell(otp: otp), failure: missing.failure)
        case .success(let elixir):
            return Resolved(cell: cell(otp: otp, elixir: elixir), objection: objection(otp, elixir))
        }
    }

    private func objection(_ otp: Version, _ elixir: Version?) -> String? {
        Support.objection(mode: mode, target: target, otp: otp, elixir: elixir)
    }
}
