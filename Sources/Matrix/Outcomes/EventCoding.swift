/// The JSON of an event: `event` names what happened, `time` when, `cell` to whom; what else there is to tell stands beside them.
///
/// ```json
/// {"cached":false,"cell":"test_cli/cli/otp-27.3.4.1/any_linux_x86_64","event":"stage-finished","seconds":1.234,"stage":"compile","time":1767225600.5}
/// ```
extension Event {
    private enum Key: String, CodingKey { case time }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        self.init(time: try values.decode(Double.self, forKey: .time), kind: try Kind(from: decoder))
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(time.inMilliseconds, forKey: .time)
        try kind.encode(to: encoder)
    }
}

extension Event.Kind {
    private enum Name: String, Codable {
        case runStarted = "run-started"
        case stageStarted = "stage-started"
        case stageFinished = "stage-finished"
        case testFinished = "test-finished"
        case artifactMade = "artifact-made"
        case cellFinished = "cell-finished"
        case runFinished = "run-finished"
    }

    private enum Key: String, CodingKey { case event, tool, cells, dropped, cell, stage, test, artifact, signal }

    private var name: Name {
        switch self {
        case .runStarted: .runStarted
        case .stageStarted: .stageStarted
        case .stageFinished: .stageFinished
        case .testFinished: .testFinished
        case .artifactMade: .artifactMade
        case .cellFinished: .cellFinished
        case .runFinished: .runFinished
        }
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        func cell() throws -> CellID { try values.decode(CellID.self, forKey: .cell) }
        switch try values.decode(Name.self, forKey: .event) {
        case .runStarted:
            self = .runStarted(
                tool: try values.decode(String.self, forKey: .tool),
                cells: try values.decode([Cell].self, forKey: .cells),
                dropped: try values.decode([DroppedCell].self, forKey: .dropped))
        case .stageStarted: self = .stageStarted(try cell(), try values.decode(Stage.self, forKey: .stage))
        case .stageFinished: self = .stageFinished(try cell(), try StageRecord(from: decoder))
        case .testFinished: self = .testFinished(try cell(), try values.decode(TestRecord.self, forKey: .test))
        case .artifactMade: self = .artifactMade(try cell(), try values.decode(ArtifactRecord.self, forKey: .artifact))
        case .cellFinished: self = .cellFinished(try cell(), try Outcome(from: decoder))
        case .runFinished: self = .runFinished(signal: try values.decodeIfPresent(Int.self, forKey: .signal))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(name, forKey: .event)
        try values.encodeIfPresent(cell, forKey: .cell)
        switch self {
        case .runStarted(let tool, let cells, let dropped):
            try values.encode(tool, forKey: .tool)
            try values.encode(cells, forKey: .cells)
            try values.encode(dropped, forKey: .dropped)
        case .stageStarted(_, let stage): try values.encode(stage, forKey: .stage)
        case .stageFinished(_, let record): try record.encode(to: encoder)
        case .testFinished(_, let test): try values.encode(test, forKey: .test)
        case .artifactMade(_, let artifact): try values.encode(artifact, forKey: .artifact)
        case .cellFinished(_, let outcome): try outcome.encode(to: encoder)
        case .runFinished(let signal): try values.encodeIfPresent(signal, forKey: .signal)
        }
    }

    /// The cell it happened to; `nil` when it concerns the whole run.
    private var cell: CellID? {
        switch self {
        case .stageStarted(let id, _), .stageFinished(let id, _), .testFinished(let id, _), .artifactMade(let id, _),
            .cellFinished(let id, _):
            id
        case .runStarted, .runFinished: nil
        }
    }
}
