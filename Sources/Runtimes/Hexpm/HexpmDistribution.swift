import Matrix

/// A distribution that builds of OTP are made on, such as `ubuntu-22.04`: its glibc is the oldest that they start on.
struct HexpmDistribution: Hashable, Sendable {
    private static let glibc = [
        "ubuntu-16.04": "2.23", "ubuntu-18.04": "2.27", "ubuntu-20.04": "2.31", "ubuntu-22.04": "2.35",
        "ubuntu-24.04": "2.39",
    ]

    let name: String

    /// What its builds need.
    func platform(_ architecture: Architecture) -> Platform {
        Platform(.linux, architecture, .glibc, glibc: Self.glibc[name].flatMap { Version($0) })
    }
}

extension Architecture {
    /// Its folder among the builds.
    var hexpmName: String {
        switch self {
        case .x86_64: "amd64"
        case .arm64: "arm64"
        }
    }
}
