import Artifacts
import Matrix

/// What an artifact says about the system that it was made for, beside the target's name: `auto` is another machine to everybody else.
extension Target {
    /// The lines of its manifest.
    var properties: [String: String] {
        let pairs = [
            ("target-os", operatingSystem.rawValue), ("target-arch", architecture.rawValue),
            ("target-libc", libc?.rawValue), ("target-glibc", glibc?.text),
            ("untested", Support.untested(self)),
        ]
        return Dictionary(uniqueKeysWithValues: pairs.compactMap { key, value in value.map { (key, $0) } })
    }
}

extension ArtifactDescription {
    /// The target that it was made for; `nil` for a name that is not known.
    var system: Target? {
        let platform = Platform(
            properties["target-os"].flatMap { OperatingSystem(rawValue: $0) } ?? .linux,
            properties["target-arch"].flatMap { Architecture(rawValue: $0) } ?? .x86_64,
            properties["target-libc"].flatMap { CLibrary(rawValue: $0) } ?? .glibc,
            glibc: properties["target-glibc"].flatMap { Version($0) })
        return Target.named(target, host: platform)
    }
}
