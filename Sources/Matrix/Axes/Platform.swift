/// What programs need of the system that runs them, as their files tell and not their names; or what a system has.
package struct Platform: Hashable, Codable, Sendable, CustomStringConvertible {
    package let operatingSystem: OperatingSystem
    package let architecture: Architecture
    /// The C library; `nil` where the system leaves no choice (macOS, Windows).
    package let libc: CLibrary?
    /// The oldest glibc they start on, for `libc` glibc; `nil` when nobody has told yet.
    package let glibc: Version?

    /// A platform by its parts.
    package init(
        _ operatingSystem: OperatingSystem, _ architecture: Architecture, _ libc: CLibrary? = nil, glibc: Version? = nil
    ) {
        self.operatingSystem = operatingSystem
        self.architecture = architecture
        self.libc = libc
        self.glibc = glibc
    }

    /// A Linux with glibc of which no more is known.
    package static let x86_64 = Platform(.linux, .x86_64, .glibc)
    /// The same on the other processor.
    package static let arm64 = Platform(.linux, .arm64, .glibc)

    /// A system that has this: `linux x86_64, glibc 2.36`.
    package var asSystem: String {
        let system = "\(operatingSystem.rawValue) \(architecture.rawValue)"
        switch libc {
        case nil: return system
        case .bundled: return "\(system), no C library"
        case .musl: return "\(system), musl"
        case .glibc: return "\(system), glibc" + (glibc.map { " \($0)" } ?? "")
        }
    }

    /// Such as `linux x86_64, glibc 2.38 or newer`.
    package var description: String {
        let system = "\(operatingSystem.rawValue) \(architecture.rawValue)"
        return switch libc {
        case nil: system
        case .bundled: "\(system), its own C library"
        case .musl: "\(system), musl"
        case .glibc: "\(system), glibc" + (glibc.map { " \($0) or newer" } ?? "")
        }
    }
}

extension Target {
    /// Why programs that need a platform cannot run on this target, in words; `nil` when they can.
    ///
    /// The files decide: a runtime whose glibc is newer than the target's is objected to whatever its source says.
    package func objection(to platform: Platform) -> String? {
        guard platform.operatingSystem == operatingSystem, platform.architecture == architecture else {
            return "it is made for \(platform.operatingSystem.rawValue) \(platform.architecture.rawValue)"
        }
        // The host takes what brings its C library along, too: it only has to run here.
        if isAutomatic, platform.libc == .bundled { return nil }
        guard platform.libc == libc else { return "it is made for \(platform)" }
        guard libc == .glibc, !isAutomatic || platform.glibc != nil else { return nil }
        guard let needed = platform.glibc else { return "which glibc it needs is not known" }
        guard let there = glibc, there < needed else { return nil }
        return "it needs glibc \(needed), and \(self) has \(there)"
    }

    /// Whether it stands for the machine the tool runs on.
    package var isAutomatic: Bool { name == "auto" }
}
