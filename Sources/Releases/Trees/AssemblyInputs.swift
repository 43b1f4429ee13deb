package import Host
package import SystemPackage

/// What a release tree is assembled from.
package struct AssemblyInputs: Sendable {
    /// What the build left: the folder of a release, or an escript.
    package let built: FilePath
    package let facts: MixFacts
    /// The OTP of the target.
    package let runtime: RuntimeParts
    /// The compiled entry module.
    package let entry: FilePath
    /// What the lock file of the project pins.
    let packages: [LockedPackage]

    /// - Parameter output: what the build left.
    package init(
        output: FilePath, built: FilePath, facts: MixFacts, runtime: RuntimeParts, entry: FilePath, disk: Disk
    ) {
        packages = PackageSurvey.read(from: output, disk: disk)
        self.built = built
        self.facts = facts
        self.runtime = runtime
        self.entry = entry
    }
}
