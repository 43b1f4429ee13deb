/// Something that happened in a run; `events.ndjson` holds one to a line.
package struct Event: Hashable, Codable, Sendable {
    /// Seconds since 1970.
    package var time: Double
    package var kind: Kind

    package init(time: Double, kind: Kind) {
        self.time = time
        self.kind = kind
    }

    package enum Kind: Hashable, Codable, Sendable {
        case runStarted(RunStart)
        case actionStarted(ActionStart)
        case actionFinished(ActionRecord)
        case testFinished(CellID, TestRecord)
        case artifactMade(CellID, ArtifactRecord)
        /// Something worth knowing that does not make the cell fail.
        case cellWarned(CellID, Failure)
        case cellFinished(CellID, Outcome)
        /// A cell that an earlier run finished, taken over as it is.
        case cellCarried(CellRecord)
        case runFinished(signal: Int?)
    }
}

/// What a run sets out to do.
package struct RunStart: Hashable, Codable, Sendable {
    /// The version of bmatrix.
    package var tool: String
    package var cells: [Cell]
    package var dropped: [DroppedCell]
    /// Which part of the whole matrix this is; `nil` for all of it.
    package var shard: Shard?
    /// The matrix file as it was named on the command line; `nil` where there was none.
    package var matrix: String?
    /// The folder of each app, relative to the one that bmatrix was called in, by the app's name.
    package var folders: [String: String]

    package init(
        tool: String, cells: [Cell], dropped: [DroppedCell] = [], shard: Shard? = nil, matrix: String? = nil,
        folders: [String: String] = [:]
    ) {
        self.tool = tool
        self.cells = cells
        self.dropped = dropped
        self.shard = shard
        self.matrix = matrix
        self.folders = folders
    }
}

/// One of several runs that share the cells of a matrix between them.
package struct Shard: Hashable, Codable, Sendable {
    /// From 1 to `count`.
    package var number: Int
    package var count: Int
    /// The digest of the ids of all cells of the matrix, so that parts of different matrices are not put together.
    package var matrix: String

    package init(number: Int, count: Int, matrix: String) {
        self.number = number
        self.count = count
        self.matrix = matrix
    }
}

/// The beginning of an action: work that one cell needs, or several share.
package struct ActionStart: Hashable, Codable, Sendable {
    /// The hash of all that the action reads, in hexadecimal.
    package var key: String
    package var stage: Stage
    /// The cells that wait for it; the first one's logs hold its output.
    package var cells: [CellID]

    package init(key: String, stage: Stage, cells: [CellID]) {
        self.key = key
        self.stage = stage
        self.cells = cells
    }
}

/// The end of an action. One whose result was there already has an end only.
package struct ActionRecord: Hashable, Codable, Sendable {
    package var key: String
    package var stage: Stage
    package var cells: [CellID]
    /// Wall time in seconds.
    package var seconds: Double
    /// Whether the result was there from an earlier run.
    package var cached: Bool
    /// Why it had to be tried again, for each try before the last.
    package var earlier: [Failure]
    /// The code of what it failed of; `nil` when it did not.
    package var failure: String?
    /// The most memory that its processes had at once, in bytes; 0 if that is unknown.
    package var memory: Int

    package init(
        key: String, stage: Stage, cells: [CellID], seconds: Double, cached: Bool, earlier: [Failure] = [],
        failure: String? = nil, memory: Int = 0
    ) {
        self.key = key
        self.stage = stage
        self.cells = cells
        self.seconds = seconds
        self.cached = cached
        self.earlier = earlier
        self.failure = failure
        self.memory = memory
    }

    /// What it is to one of its cells: the first did the work, for the others it was there.
    package func stage(isFirst: Bool) -> StageRecord {
        let failed = failure != nil
        return StageRecord(
            stage: stage, seconds: isFirst ? seconds : 0, cached: cached || (!isFirst && !failed),
            earlier: isFirst ? earlier : [])
    }
}
