/// The JSON of an event: `event` names what happened, `time` when, `cell` to whom; what else there is to tell stands beside them.
///
/// ```json
/// {"cached":false,"cells":["test_cli/cli/otp-27.3.4.1/any_linux_x86_64"],"event":"action-finished","key":"9f2c…","seconds":1.234,"stage":"compile","time":1767225600.5}
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
        case actionStarted = "action-started"
        case actionFinished = "action-finished"
        case testFinished = "test-finished"
        case artifactMade = "artifact-made"
        case cellWarned = "cell-warned"
        case cellFinished = "cell-finished"
        case cellCarried = "cell-carried"
        case runFinished = "run-finished"
    }

    private enum Key: String, CodingKey { case event, cell, test, artifact, warning, record, signal }

    private var name: Name {
        switch self {
        case .runStarted: .runStarted
        case .actionStarted: .actionStarted
        case .actionFinished: .actionFinished
        case .testFinished: .testFinished
        case .artifactMade: .artifactMade
        case .cellWarned: .cellWarned
        case .cellFinished: .cellFinished
        case .cellCarried: .cellCarried
        case .runFinished: .runFinished
        }
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        func cell() throws -> CellID { try values.decode(CellID.self, forKey: .cell) }
        switch try values.decode(Name.self, forKey: .event) {
        case .runStarted: self = .runStarted(try RunStart(from: decoder))
        case .actionStarted: self = .actionStarted(try ActionStart(from: decoder))
        case .actionFinished: self = .actionFinished(try ActionRecord(from: decoder))
        case .testFinished: self = .testFinished(try cell(), try values.decode(TestRecord.self, forKey: .test))
        case .artifactMade: self = .artifactMade(try cell(), try values.decode(ArtifactRecord.self, forKey: .artifact))
        case .cellWarned: self = .cellWarned(try cell(), try values.decode(Failure.self, forKey: .warning))
        case .cellFinished: self = .cellFinished(try cell(), try Outcome(from: decoder))
        case .cellCarried: self = .cellCarried(try values.decode(CellRecord.self, forKey: .record))
        case .runFinished: self = .runFinished(signal: try values.decodeIfPresent(Int.self, forKey: .signal))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(name, forKey: .event)
        try values.encodeIfPresent(cell, forKey: .cell)
        switch self {
        case .runStarted(let start): try start.encode(to: encoder)
        case .actionStarted(let start): try start.encode(to: encoder)
        case .actionFinished(let action): try action.encode(to: encoder)
        case .testFinished(_, let test): try values.encode(test, forKey: .test)
        case .artifactMade(_, let artifact): try values.encode(artifact, forKey: .artifact)
        case .cellWarned(_, let warning): try values.encode(warning, forKey: .warning)
        case .cellFinished(_, let outcome): try outcome.encode(to: encoder)
        case .cellCarried(let record): try values.encode(record, forKey: .record)
        case .runFinished(let signal): try values.encodeIfPresent(signal, forKey: .signal)
        }
    }

    /// The cell it happened to; `nil` when it concerns the whole run.
    private var cell: CellID? {
        switch self {
        case .testFinished(let id, _), .artifactMade(let id, _), .cellWarned(let id, _), .cellFinished(let id, _): id
        case .runStarted, .actionStarted, .actionFinished, .cellCarried, .runFinished: nil
        }
    }
}
