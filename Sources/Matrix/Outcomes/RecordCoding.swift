extension Double {
    /// The number as JSON tells times: whole milliseconds, and zero for what JSON cannot write.
    var inMilliseconds: Double { isFinite ? (self * 1000).rounded() / 1000 : 0 }
}

extension StageRecord {
    private enum Key: String, CodingKey { case stage, seconds, cached }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(stage, forKey: .stage)
        try values.encode(seconds.inMilliseconds, forKey: .seconds)
        try values.encode(cached, forKey: .cached)
    }
}

extension TestRecord {
    private enum Key: String, CodingKey { case name, seconds, failure, output }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(name, forKey: .name)
        try values.encode(seconds.inMilliseconds, forKey: .seconds)
        try values.encodeIfPresent(failure, forKey: .failure)
        try values.encode(output, forKey: .output)
    }
}

/// The JSON of a cell's record: the cell, its outcome's keys (`outcome`, `failure`, `reason`), then what it did.
extension CellRecord {
    private enum Key: String, CodingKey { case cell, stages, tests, artifact }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        self.init(
            cell: try values.decode(Cell.self, forKey: .cell),
            outcome: try Outcome(from: decoder),
            stages: try values.decode([StageRecord].self, forKey: .stages),
            tests: try values.decode([TestRecord].self, forKey: .tests),
            artifact: try values.decodeIfPresent(ArtifactRecord.self, forKey: .artifact))
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(cell, forKey: .cell)
        try outcome.encode(to: encoder)
        try values.encode(stages, forKey: .stages)
        try values.encode(tests, forKey: .tests)
        try values.encodeIfPresent(artifact, forKey: .artifact)
    }
}

extension RunRecord {
    private enum Key: String, CodingKey { case tool, started, finished, interruptedBy, cells, dropped }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(tool, forKey: .tool)
        try values.encode(started.inMilliseconds, forKey: .started)
        try values.encodeIfPresent(finished?.inMilliseconds, forKey: .finished)
        try values.encodeIfPresent(interruptedBy, forKey: .interruptedBy)
        try values.encode(cells, forKey: .cells)
        try values.encode(dropped, forKey: .dropped)
    }
}
