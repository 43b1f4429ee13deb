/// How artifacts of a target can be run on a host.
package enum Execution: Hashable, Sendable {
    case native
    /// Through an emulator of the processor.
    case emulated(Architecture)
    /// Not at all, and why.
    case impossible(String)
}

extension Target {
    /// How artifacts for it can be run on a host; what they need of a newer glibc is told by their files alone.
    package func execution(on host: Platform) -> Execution {
        let host = host.settled
        guard operatingSystem == host.operatingSystem else {
            return .impossible("\(operatingSystem.words) programs do not run on \(host.operatingSystem.words)")
        }
        if libc == .glibc, host.libc != .glibc {
            return .impossible("it needs the system's glibc, and this host has \(host.libc?.words ?? "none")")
        }
        guard architecture != host.architecture else { return .native }
        guard operatingSystem == .linux else {
            return .impossible("\(architecture.rawValue) programs do not run on \(host.architecture.rawValue)")
        }
        return .emulated(architecture)
    }
}
