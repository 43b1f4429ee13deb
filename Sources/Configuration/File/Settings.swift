package import Matrix

/// What the matrix file says about one cell, overrides applied.
package struct Settings: Hashable, Sendable {
    /// The zstd level, 1 to 22.
    package var compression = 19
    /// Whether artifacts act on words such as `bmx:info`.
    package var hasControlWords = true
    package var timeouts = Timeouts()
    package var retries = Retries()
    package var environment = EnvironmentSettings()
    /// What it means when the cell fails.
    package var rule = OutcomeRule.required
    /// What is made of processes that a build or a test leaves behind.
    package var leaks = LeakPolicy.fail
    /// Whether compiling and smoke tests may use the network beyond this machine.
    package var network = false
    /// The newest glibc that the artifact may need; `nil` leaves it to the target.
    package var glibc: Version?
    /// What its artifact is run with.
    package var runWith = RunWith.automatic
    /// The named groups it belongs to; `limits.groups` says how many of one may be worked on at once.
    package var groups: [String] = []
    /// The memory that its heaviest action is expected to use, in bytes; `nil` goes by earlier runs.
    package var memory: Int?
    /// The smoke tests of the cell's mode, then of its app, then of overrides.
    package var smokeTests: [SmokeTest] = []
    package var budget = Budget()
}

/// How long the parts of a cell may take, in seconds.
package struct Timeouts: Hashable, Sendable {
    /// Getting a runtime, a toolchain or the project's dependencies.
    package var fetch: Double = 1800
    /// Compiling, or packing.
    package var build: Double = 1200
    /// One smoke test.
    package var smoke: Double = 30
    /// From SIGTERM to SIGKILL.
    package var grace: Double = 5
    /// All actions of a cell together, waiting not counted; `nil` for no limit.
    package var cell: Double?
}

/// What artifacts for another processor are run with.
package enum RunWith: Hashable, Sendable {
    /// An emulator that is found on the host.
    case automatic
    /// Nothing: smoke tests are not run.
    case nothing
    /// An emulator by its path, relative to the matrix file, or by its name in PATH.
    case program(String)

    /// What the words of the matrix file mean.
    init(_ text: String) {
        switch text {
        case "auto": self = .automatic
        case "nothing": self = .nothing
        default: self = .program(text)
        }
    }
}

/// What is made of processes that a build or a test leaves behind; they are ended in any case.
package enum LeakPolicy: String, CaseIterable, Hashable, Sendable {
    case fail
    case warn
}

/// What a run as a whole may use, from `limits:` of the file.
package struct Limits: Hashable, Sendable {
    /// The most actions at once; `nil` leaves it to the processors of the host.
    package var jobs: Int?
    /// The memory for all actions at once, in bytes; `nil` leaves it to the host.
    package var memory: Int?
    /// The bytes that must stay free on the disks of output and cache.
    package var diskFree: Int?
    /// How long the run may take, in seconds; `nil` for no limit.
    package var time: Double?
    /// How many cells of a named group may be worked on at once.
    package var groups: [String: Int] = [:]
    /// Whether no further cell is begun once one is red.
    package var failFast = false

    package init() {}
}

/// How often something is tried again after a failure.
package struct Retries: Hashable, Sendable {
    /// After a failure of the surroundings, such as the network.
    package var infra = 2
    /// After a failed smoke test; one that passes then is flaky.
    package var smoke = 0
}

/// What a build's environment has besides what it needs anyway.
package struct EnvironmentSettings: Hashable, Sendable {
    /// Names of the caller's variables that are handed on if they are set.
    package var pass: [String] = []
    /// Variables with their values.
    package var set: [String: String] = [:]
    /// Version managers whose shims must not be found, such as `asdf`.
    package var strip: [String] = []
}

/// How large a cell's artifact may be.
package struct Budget: Hashable, Sendable {
    /// The most bytes of the extracted payload.
    package var raw: Int?
    /// The most bytes of the artifact.
    package var stored: Int?
    /// The most an artifact may grow over its baseline, as a share: 0.05 is 5 %.
    package var growth: Double?
}
