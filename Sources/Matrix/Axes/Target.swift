/// An operating system an artifact can run on.
package enum OperatingSystem: String, CaseIterable, Codable, Sendable {
    case linux
    case macos
    case windows
}

/// A processor architecture, by its kernel name.
package enum Architecture: String, CaseIterable, Codable, Sendable {
    case x86_64
    case arm64
}

/// The C library of a Linux target.
package enum CLibrary: String, CaseIterable, Codable, Sendable {
    /// The distribution's glibc, which must be at least as new as the runtime needs.
    case glibc
    /// The distribution's musl.
    case musl
    /// A glibc that travels inside the artifact, so that the distribution's does not matter.
    case bundled
}

/// Where an artifact runs, named as users name it: `ubuntu_22_04_x86_64`, `any_linux_x86_64`.
package struct Target: Hashable, Sendable {
    /// The name in cell ids and in artifact names: letters, digits and `_`.
    package let name: String
    package let operatingSystem: OperatingSystem
    package let architecture: Architecture
    /// The C library; `nil` where the system leaves no choice (macOS, Windows).
    package let libc: CLibrary?
    /// The newest glibc version the target promises to have, where that matters; `nil` promises nothing.
    package let glibc: Version?

    private init(
        _ name: String, _ system: OperatingSystem, _ architecture: Architecture, _ libc: CLibrary? = nil,
        glibc: String? = nil
    ) {
        self.name = name
        self.operatingSystem = system
        self.architecture = architecture
        self.libc = libc
        self.glibc = glibc.flatMap { Version($0) }
    }

    /// The target that a system is: one of those that have a name, else one named after its parts.
    package init(_ platform: Platform) {
        let platform = platform.settled
        let named = Target.all.first { $0.platform == platform }
        name = named?.name ?? platform.targetName
        operatingSystem = platform.operatingSystem
        architecture = platform.architecture
        libc = platform.libc
        glibc = platform.glibc
    }

    /// The targets that have a name, in the order in which they are listed to users.
    package static let all: [Target] = [
        Target("any_linux_x86_64", .linux, .x86_64, .bundled),
        Target("any_linux_arm64", .linux, .arm64, .bundled),
        Target("ubuntu_22_04_x86_64", .linux, .x86_64, .glibc, glibc: "2.35"),
        Target("ubuntu_22_04_arm64", .linux, .arm64, .glibc, glibc: "2.35"),
        Target("alpine_3_19_x86_64", .linux, .x86_64, .musl),
        Target("alpine_3_19_arm64", .linux, .arm64, .musl),
        Target("macos_12_x86_64", .macos, .x86_64),
        Target("macos_12_arm64", .macos, .arm64),
        Target("windows_x86_64", .windows, .x86_64),
    ]

    /// The target of a name, of a triple such as `x86_64-unknown-linux-musl` or of the name that one without a name was given;
    /// `auto` is the given host.
    package static func named(_ name: String, host: Platform) -> Target? {
        if name == "auto" { return automatic(host: host) }
        return all.first { $0.name == name }
            ?? (TargetTriple(name)?.platform ?? Platform(targetName: name)).map(Target.init)
    }

    /// The host itself, whatever system it is.
    package static func automatic(host: Platform) -> Target {
        let host = host.settled
        return Target("auto", host.operatingSystem, host.architecture, host.libc, glibc: host.glibc?.text)
    }

    /// The names that `named` knows, without triples.
    package static var names: [String] { all.map(\.name) + ["auto"] }

    /// The system that it is.
    package var platform: Platform { Platform(operatingSystem, architecture, libc, glibc: glibc) }

    /// What the names of programs end with there: `.exe`, or nothing.
    package var suffix: String { operatingSystem == .windows ? ".exe" : "" }
}

extension Target: Codable, CustomStringConvertible {
    package var description: String { name }

    private enum Key: String, CodingKey { case name, os, arch, libc, glibc }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        name = try values.decode(String.self, forKey: .name)
        operatingSystem = try values.decode(OperatingSystem.self, forKey: .os)
        architecture = try values.decode(Architecture.self, forKey: .arch)
        libc = try values.decodeIfPresent(CLibrary.self, forKey: .libc)
        glibc = try values.decodeIfPresent(Version.self, forKey: .glibc)
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(name, forKey: .name)
        try values.encode(operatingSystem, forKey: .os)
        try values.encode(architecture, forKey: .arch)
        try values.encodeIfPresent(libc, forKey: .libc)
        try values.encodeIfPresent(glibc, forKey: .glibc)
    }
}
