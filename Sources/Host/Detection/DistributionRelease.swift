/// The distribution that `/etc/os-release` names, as far as its C library is known by it.
struct DistributionRelease {
    /// What the detection makes of it.
    let step: DetectionStep

    init(_ facts: SystemFacts) {
        let (id, version) = (facts.release("ID"), facts.release("VERSION_ID"))
        let name = "os-release"
        guard let id else {
            step = DetectionStep(name, seen: facts.osRelease.isEmpty ? "none" : "no ID in it")
            return
        }
        let seen = [id, version].compactMap(\.self).joined(separator: " ")
        let families = [id] + (facts.release("ID_LIKE") ?? "").split(separator: " ").map(String.init)
        if Self.either.contains(id) {
            step = DetectionStep(name, seen: "\(seen) (has glibc or musl)")
        } else if families.contains(where: Self.musl.contains) {
            step = DetectionStep(name, seen: seen, .musl)
        } else if families.contains(where: Self.glibc.contains) {
            step = DetectionStep(name, seen: seen, .glibc, version: Self.version(id, version))
        } else {
            step = DetectionStep(name, seen: "\(seen) (not known)")
        }
    }

    /// Distributions that are made with one C library or the other.
    private static let either: Set<String> = ["void", "gentoo"]
    private static let musl: Set<String> = ["alpine", "postmarketos", "chimera"]
    private static let glibc: Set<String> = [
        "debian", "ubuntu", "fedora", "rhel", "centos", "rocky", "almalinux", "amzn", "ol", "arch", "manjaro", "nixos",
        "opensuse", "suse", "sles", "opensuse-leap", "opensuse-tumbleweed", "linuxmint", "pop", "wolfi", "guix",
    ]

    /// The glibc of releases that keep theirs for life.
    private static func version(_ id: String, _ release: String?) -> String? {
        guard let release else { return nil }
        if let known = table[id]?[release] { return known }
        return release.split(separator: ".").first.flatMap { table[id]?[String($0)] }
    }

    private static let enterprise = ["8": "2.28", "9": "2.34", "10": "2.39"]
    private static let table: [String: [String: String]] = [
        "debian": ["11": "2.31", "12": "2.36", "13": "2.41"],
        "ubuntu": ["20.04": "2.31", "22.04": "2.35", "24.04": "2.39"],
        "fedora": ["39": "2.38", "40": "2.39", "41": "2.40", "42": "2.41"],
        "amzn": ["2": "2.26", "2023": "2.34"],
        "rhel": enterprise, "centos": enterprise, "rocky": enterprise, "almalinux": enterprise, "ol": enterprise,
    ]
}
