/// What is to be different from a target: `{target: auto, os: linux, arch: arm64, libc: musl}`.
package struct TargetOverrides: Hashable, Sendable {
    package var operatingSystem: OperatingSystem?
    package var architecture: Architecture?
    package var libc: CLibrary?
    /// The newest glibc that may be needed.
    package var glibc: Version?

    package init(
        operatingSystem: OperatingSystem? = nil, architecture: Architecture? = nil, libc: CLibrary? = nil,
        glibc: Version? = nil
    ) {
        self.operatingSystem = operatingSystem
        self.architecture = architecture
        self.libc = libc
        self.glibc = glibc
    }

    /// The key of the file that an override stands at.
    package enum Key: String, CaseIterable, Sendable { case os, arch, libc, glibc }

    /// The target that is the base with these differences.
    ///
    /// Of the host (`auto`) everything can be another; a target with a name keeps its promises: its system, its C library, and a glibc
    /// that is no newer.
    package func applied(to base: Target) throws(TargetContradiction) -> Target {
        let system = operatingSystem ?? base.operatingSystem
        if system != base.operatingSystem, !base.isAutomatic {
            throw .promise(.os, base, "is a \(base.operatingSystem.rawValue) target", wanted: system.rawValue)
        }
        let architecture = architecture ?? base.architecture
        let platform =
            system == .linux
            ? Platform(.linux, architecture, try library(of: base), glibc: try floor(of: base))
            : try withoutLibrary(Platform(system, architecture))
        return base.isAutomatic && platform == base.platform ? base : Target(platform)
    }

    private func withoutLibrary(_ platform: Platform) throws(TargetContradiction) -> Platform {
        if libc != nil { throw .noChoice(.libc, platform.operatingSystem) }
        if glibc != nil { throw .noChoice(.glibc, platform.operatingSystem) }
        return platform
    }

    private func library(of base: Target) throws(TargetContradiction) -> CLibrary {
        let own = base.operatingSystem == .linux ? base.libc : nil
        guard let libc, let own, libc != own, !base.isAutomatic else { return libc ?? own ?? .bundled }
        throw .promise(.libc, base, "has \(own.words)", wanted: libc.rawValue)
    }

    private func floor(of base: Target) throws(TargetContradiction) -> Version? {
        let libc = try library(of: base)
        guard let glibc else { return libc == .glibc && base.libc == .glibc ? base.glibc : nil }
        guard libc == .glibc else { throw .noGlibc(libc, base) }
        if let there = base.glibc, there < glibc, !base.isAutomatic {
            throw .promise(.glibc, base, "has glibc \(there), which is older", wanted: glibc.text)
        }
        return glibc
    }
}

/// Why overrides and their base cannot both be.
package struct TargetContradiction: Error, Hashable, Sendable {
    /// The override that contradicts.
    package let key: TargetOverrides.Key
    package let message: String
    /// What was expected, and what to do.
    package let notes: [String]
}

extension TargetContradiction {
    fileprivate static func promise(
        _ key: TargetOverrides.Key, _ base: Target, _ fact: String, wanted: String
    ) -> TargetContradiction {
        TargetContradiction(
            key: key, message: "'\(key.rawValue): \(wanted)' contradicts '\(base)', which \(fact)",
            notes: ["remove it, or start from another target: 'auto', which is this host, takes any override"])
    }

    fileprivate static func noChoice(_ key: TargetOverrides.Key, _ system: OperatingSystem) -> TargetContradiction {
        TargetContradiction(
            key: key, message: "'\(key.rawValue)' is a matter of Linux: \(system.words) leaves no choice of C library",
            notes: ["expected 'os: linux', or no '\(key.rawValue)'"])
    }

    fileprivate static func noGlibc(_ libc: CLibrary, _ base: Target) -> TargetContradiction {
        TargetContradiction(
            key: .glibc, message: "a version of glibc contradicts the C library, which is \(libc.words)",
            notes: [
                base.isAutomatic
                    ? "expected 'libc: glibc' beside it, or no 'glibc'"
                    : "remove it: '\(base)' does not use the system's glibc"
            ])
    }
}

extension CLibrary {
    /// What it is, for people.
    package var words: String {
        switch self {
        case .glibc: "glibc"
        case .musl: "musl"
        case .bundled: "a C library of its own"
        }
    }
}

extension OperatingSystem {
    /// Its name, for people.
    package var words: String {
        switch self {
        case .linux: "Linux"
        case .macos: "macOS"
        case .windows: "Windows"
        }
    }
}
