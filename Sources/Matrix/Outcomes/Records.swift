/// What one stage of a cell did.
package struct StageRecord: Hashable, Codable, Sendable {
    package var stage: Stage
    /// Wall time in seconds of the work; 0 where it was there already.
    package var seconds: Double
    /// Whether the result was there already, from an earlier run or another cell.
    package var cached: Bool
    /// Why it had to be tried again, for each try before the last.
    package var earlier: [Failure]

    package init(stage: Stage, seconds: Double, cached: Bool, earlier: [Failure] = []) {
        self.stage = stage
        self.seconds = seconds
        self.cached = cached
        self.earlier = earlier
    }
}

/// What one smoke test did.
package struct TestRecord: Hashable, Codable, Sendable {
    package var name: String
    /// Wall time in seconds.
    package var seconds: Double
    /// `nil` when it passed.
    package var failure: Failure?
    /// The end of what the program wrote, made printable.
    package var output: String
    /// Whether it passed in an earlier run of the same artifact and was not run again.
    package var cached: Bool
    /// Why it had to be tried again, for each try before the last; a test that passed after these is flaky.
    package var earlier: [Failure]
    /// The emulator that the artifact ran under; `nil` where the processor ran it.
    package var emulator: String?

    package init(
        name: String, seconds: Double, failure: Failure? = nil, output: String = "", cached: Bool = false,
        earlier: [Failure] = [], emulator: String? = nil
    ) {
        self.name = name
        self.seconds = seconds
        self.failure = failure
        self.output = output
        self.cached = cached
        self.earlier = earlier
        self.emulator = emulator
    }
}

/// A part of an artifact that sizes are told for.
package enum Component: String, CaseIterable, Codable, Sendable {
    /// The program at the front, with its padding.
    case launcher
    /// The Erlang runtime system and the C library that travels with it.
    case erts
    /// Applications of OTP.
    case otp
    /// Applications of Elixir.
    case elixir
    /// The project and its dependencies.
    case app
    /// What holds the rest together: manifest and footer.
    case format
}

/// The bytes of one part of an artifact.
package struct ComponentSize: Hashable, Codable, Sendable {
    package var component: Component
    /// Bytes once extracted.
    package var raw: Int
    /// Bytes inside the artifact.
    package var stored: Int

    package init(component: Component, raw: Int, stored: Int) {
        self.component = component
        self.raw = raw
        self.stored = stored
    }
}

/// Something that an artifact holds, and why: an application, a program or library of the runtime, a folder of the release.
package struct PackedPart: Hashable, Codable, Sendable {
    /// Its path below the release's root.
    package var path: String
    package var component: Component
    /// Bytes once extracted.
    package var raw: Int
    /// Why it is packed, such as `needed by elixir`.
    package var reason: String

    package init(path: String, component: Component, raw: Int, reason: String) {
        self.path = path
        self.component = component
        self.raw = raw
        self.reason = reason
    }
}

/// A finished artifact.
package struct ArtifactRecord: Hashable, Codable, Sendable {
    /// The file's name in the output folder.
    package var file: String
    /// Hexadecimal SHA-256 of the file.
    package var sha256: String
    /// The file's size in bytes: the sum of the components' stored bytes.
    package var size: Int
    package var components: [ComponentSize]
    /// The app's version, as its project states it.
    package var appVersion: String
    /// The oldest glibc that it starts on; `nil` where that does not matter.
    package var glibc: Version?
    /// What is inside and why, sorted by path; `nil` where nobody has told.
    package var parts: [PackedPart]?
    /// What lies beside it and tells of it: bill of materials, provenance.
    package var companions: [CompanionRecord]

    package init(
        file: String, sha256: String, size: Int, components: [ComponentSize], appVersion: String,
        glibc: Version? = nil, parts: [PackedPart]? = nil, companions: [CompanionRecord] = []
    ) {
        self.file = file
        self.sha256 = sha256
        self.size = size
        self.components = components
        self.appVersion = appVersion
        self.glibc = glibc
        self.parts = parts
        self.companions = companions
    }

    /// The names of the artifact and of what lies beside it.
    package var files: [String] { [file] + companions.map(\.file) }
}

/// A file beside an artifact that tells of it.
package struct CompanionRecord: Hashable, Codable, Sendable {
    /// The file's name in the output folder.
    package var file: String
    /// Hexadecimal SHA-256 of the file.
    package var sha256: String

    package init(file: String, sha256: String) {
        self.file = file
        self.sha256 = sha256
    }
}

/// All that is known of one cell of a run.
package struct CellRecord: Hashable, Codable, Sendable {
    package var cell: Cell
    package var outcome: Outcome
    package var stages: [StageRecord]
    package var tests: [TestRecord]
    package var artifact: ArtifactRecord?
    /// What is worth knowing though it does not make the cell fail, such as processes that were left behind.
    package var warnings: [Failure]
    /// Whether an earlier run did all this and this one took it over.
    package var isCarried: Bool

    package init(
        cell: Cell, outcome: Outcome = .interrupted, stages: [StageRecord] = [], tests: [TestRecord] = [],
        artifact: ArtifactRecord? = nil, warnings: [Failure] = [], isCarried: Bool = false
    ) {
        self.cell = cell
        self.outcome = outcome
        self.stages = stages
        self.tests = tests
        self.artifact = artifact
        self.warnings = warnings
        self.isCarried = isCarried
    }

    /// Wall time in seconds over all stages.
    package var seconds: Double { stages.reduce(0) { $0 + $1.seconds } }

    /// The emulator that its smoke tests ran under; `nil` where the processor ran them.
    package var emulator: String? { tests.lazy.compactMap(\.emulator).first }
}
