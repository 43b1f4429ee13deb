/// What `auto` means: the newest patch of the oldest minor of the newest major that all targets have.
///
/// A fresh major is what people expect of `auto`, and its oldest minor has had the most patches. It is one version for all targets, so
/// that artifacts of one run can talk to each other. Pre-releases and versions that are too old do not count.
package struct AutomaticVersion: Sendable {
    /// The version for all targets; `nil` when there is none that all have.
    package let version: Version?
    /// The releases that each target could have, newest first.
    private let offered: [(target: Target, versions: [Version])]

    /// - Parameter offered: the versions on offer for each target.
    package init(_ offered: [(target: Target, versions: [Version])]) {
        self.offered = offered.map { target, versions in
            let releases = versions.filter { $0.preRelease == nil && $0.major >= Support.oldestOTP }
            return (target, Array(Set(releases)).sorted(by: >))
        }
        version = Self.choice(of: Self.common(self.offered.map(\.versions)))
    }

    private static func common(_ lists: [[Version]]) -> [Version] {
        guard let first = lists.first else { return [] }
        return first.filter { version in lists.allSatisfy { $0.contains(version) } }
    }

    private static func choice(of versions: [Version]) -> Version? {
        guard let major = versions.map(\.major).max() else { return nil }
        let ofMajor = versions.filter { $0.major == major }
        guard let oldest = ofMajor.min() else { return nil }
        return ofMajor.filter { $0.minorNumber == oldest.minorNumber }.max()
    }

    /// Why there is none, with what each target has.
    package var unavailable: Unavailable {
        let lists = offered.map { "\($0.target): \($0.versions.isEmpty ? "nothing" : Self.list($0.versions))" }
        return Unavailable(
            code: "runtimes.no-common-otp",
            message: "no Erlang/OTP is on offer for all targets, so `auto` has nothing to choose; "
                + lists.joined(separator: "; "),
            hint: "name a version for each target with `include`, take a target out, or add a source")
    }

    private static func list(_ versions: [Version]) -> String {
        versions.prefix(6).map(\.text).joined(separator: ", ") + (versions.count > 6 ? " …" : "")
    }
}

extension Version {
    fileprivate var minorNumber: Int { numbers.count > 1 ? numbers[1] : 0 }
}
