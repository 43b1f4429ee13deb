/// The OTP releases that one minor version of Elixir runs on; see "Compatibility and deprecations" in its manual.
struct ElixirSupport {
    /// The second number of the version: 18 of 1.18.
    let minor: Int
    let otp: ClosedRange<Int>
    /// An OTP release that a later patch version added, and the first patch that has it.
    var added: (otp: Int, patch: Int)?

    static let table = [
        ElixirSupport(minor: 15, otp: 24...26),
        ElixirSupport(minor: 16, otp: 24...26),
        ElixirSupport(minor: 17, otp: 25...27),
        ElixirSupport(minor: 18, otp: 25...27, added: (otp: 28, patch: 4)),
        ElixirSupport(minor: 19, otp: 26...28),
        ElixirSupport(minor: 20, otp: 27...29),
    ]

    /// The row of a version; `nil` when it is older or newer than the table, or not told to the minor.
    static func row(_ elixir: Version) -> ElixirSupport? {
        guard elixir.major == 1, let minor = elixir.minor else { return nil }
        return table.first { $0.minor == minor }
    }

    /// Whether a version runs on an OTP; one without a patch number does when its newest patch does.
    func supports(otp release: Int, patch: Int?) -> Bool {
        if otp.contains(release) { return true }
        guard let added, added.otp == release else { return false }
        return patch.map { $0 >= added.patch } ?? true
    }

    /// The supported OTP releases in words: `OTP 25 to 27, OTP 28 from Elixir 1.18.4`.
    var words: String {
        let range = "OTP \(otp.lowerBound) to \(otp.upperBound)"
        guard let added else { return range }
        return "\(range), OTP \(added.otp) from Elixir 1.\(minor).\(added.patch)"
    }
}

extension Support {
    /// Why an Elixir is too old or does not run on an OTP. Versions newer than the table are not objected to.
    package static func objection(elixir: Version, otp: Version) -> String? {
        guard let oldest = ElixirSupport.table.first else { return nil }
        if elixir.major < 1 || (elixir.major == 1 && (elixir.minor ?? oldest.minor) < oldest.minor) {
            return "Elixir \(elixir) is too old: Elixir 1.\(oldest.minor) is the oldest supported"
        }
        guard let row = ElixirSupport.row(elixir), !row.supports(otp: otp.major, patch: elixir.patch) else {
            return nil
        }
        return "Elixir \(elixir) does not run on OTP \(otp.major); it supports \(row.words)"
    }

    /// The oldest OTP release that an Elixir runs on, and that is supported here.
    package static func oldestOTP(for elixir: Version) -> Int {
        max(oldestOTP, ElixirSupport.row(elixir)?.otp.lowerBound ?? oldestOTP)
    }

    /// The newest of some Elixir versions that is known to run on an OTP; a pre-release only if there is nothing else.
    package static func newestElixir(of versions: some Sequence<Version>, for otp: Version) -> Version? {
        let known = versions.filter { elixir in
            ElixirSupport.row(elixir)?.supports(otp: otp.major, patch: elixir.patch) == true
        }
        return known.filter { $0.preRelease == nil }.max() ?? known.max()
    }
}

extension Version {
    fileprivate var minor: Int? { numbers.count > 1 ? numbers[1] : nil }
    fileprivate var patch: Int? { numbers.count > 2 ? numbers[2] : nil }
}
