import Runtimes

extension StoreItem {
    /// How messages call it: `Erlang/OTP 27.3.4.1 (debian trixie) 55a5047a1d7d`.
    var words: String {
        let short = key.prefix(12)
        guard let about else { return "\(kind.rawValue)/\(short)" }
        return "\(about.name) \(about.version) (\(about.source) \(about.origin)) \(short)"
    }
}
