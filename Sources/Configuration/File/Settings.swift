package import Matrix

/// What the matrix file says about one cell, overrides applied.
package struct Settings: Hashable, Sendable {
    /// The zstd level, 1 to 22.
    package var compression: Int
    package var timeouts: Timeouts
    package var retries: Retries
    package var environment: EnvironmentSettings
    /// The reason why the cell may fail; `nil` when it must pass.
    package var allowedToFail: String?
    /// The smoke tests of the cell's mode, then of its app, then of overrides.
    package var smokeTests: [SmokeTest]
    package var budget: Budget
}

/// How long the parts of a cell may take, in seconds.
package struct Timeouts: Hashable, Sendable {
    /// Compiling and packing.
    package var build: Double = 1200
    /// One smoke test.
    package var smoke: Double = 30
    /// From SIGTERM to SIGKILL.
    package var grace: Double = 5
}

/// How often something is tried again after a failure.
package struct Retries: Hashable, Sendable {
    /// After a failure of the surroundings, such as the network.
    package var infra = 2
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
