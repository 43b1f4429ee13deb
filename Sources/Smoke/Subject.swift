package import Host
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
    /// How it is run where the processor cannot; its times are stretched then.
    package var emulation: Emulation?

    package init(
        artifact: FilePath, otp: String, version: String, work: FilePath, timeout: Duration = .seconds(30),
        grace: Duration = .seconds(5), isolated: Bool = true, network: Bool = false,
        emulation: Emulation? = nil
    ) {
        self.artifact = artifact
        self.otp = otp
        self.version = version
        self.work = work
        self.timeout = timeout
        self.grace = grace
        self.isolated = isolated
        self.network = network
        self.emulation = emulation
    }

    /// How often as long as usual something may take.
    var stretch: Double { emulation == nil ? 1 : Emulation.stretch }
}

/// An emulator of a processor that an artifact runs under.
package struct Emulation: Hashable, Sendable {
    /// How it is called in reports.
    package var name: String
    /// What the sandbox has to be told of; `nil` where the kernel knows it.
    package var emulator: Emulator?

    /// A runtime's start takes fifteen to twenty times as long under qemu, and what follows somewhat less.
    package static let stretch = 10.0

    package init(name: String, emulator: Emulator?) {
        self.name = name
        self.emulator = emulator
    }
}
