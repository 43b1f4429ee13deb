package import SystemPackage

/// The artifact under test, with what its tests need to know of its cell.
package struct Subject: Sendable {
    /// The packed file.
    package var artifact: FilePath
    /// The cell's OTP release, such as `27`.
    package var otp: String
    /// The app's version.
    package var version: String
    /// A folder for this artifact's tests alone; their outputs stay in it.
    package var work: FilePath
    /// How long a test may take that does not say so itself.
    package var timeout: Duration
    /// How long a program may take to end after SIGTERM.
    package var grace: Duration
    /// Whether its programs run in a sandbox where only the work folder can be written.
    package var isolated: Bool
    /// Whether they have the machine's network in there.
    package var network: Bool

    package init(
        artifact: FilePath, otp: String, version: String, work: FilePath, timeout: Duration = .seconds(30),
        grace: Duration = .seconds(5), isolated: Bool = true, network: Bool = false
    ) {
        self.artifact = artifact
        self.otp = otp
        self.version = version
        self.work = work
        self.timeout = timeout
        self.grace = grace
        self.isolated = isolated
        self.network = network
    }
}
