extension RunStart {
    private enum Key: String, CodingKey { case tool, cells, dropped, shard, matrix, folders }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        self.init(
            tool: try values.decode(String.self, forKey: .tool),
            cells: try values.decode([Cell].self, forKey: .cells),
            dropped: try values.decode([DroppedCell].self, forKey: .dropped),
            shard: try values.decodeIfPresent(Shard.self, forKey: .shard),
            matrix: try values.decodeIfPresent(String.self, forKey: .matrix),
            folders: try values.decodeIfPresent([String: String].self, forKey: .folders) ?? [:])
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(tool, forKey: .tool)
        try values.encode(cells, forKey: .cells)
        try values.encode(dropped, forKey: .dropped)
        try values.encodeIfPresent(shard, forKey: .shard)
        try values.encodeIfPresent(matrix, forKey: .matrix)
        if !folders.isEmpty { try values.encode(folders, forKey: .folders) }
    }
}

extension RunRecord {
    private enum Key: String, CodingKey {
        case tool, started, finished, interruptedBy, shard, matrix, folders, cells, dropped
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        self.init(
            tool: try values.decode(String.self, forKey: .tool),
            started: try values.decode(Double.self, forKey: .started),
            finished: try values.decodeIfPresent(Double.self, forKey: .finished),
            interruptedBy: try values.decodeIfPresent(Int.self, forKey: .interruptedBy),
            cells: try values.decode([CellRecord].self, forKey: .cells),
            dropped: try values.decode([DroppedCell].self, forKey: .dropped),
            shard: try values.decodeIfPresent(Shard.self, forKey: .shard),
            matrix: try values.decodeIfPresent(String.self, forKey: .matrix),
            folders: try values.decodeIfPresent([String: String].self, forKey: .folders) ?? [:])
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(tool, forKey: .tool)
        try values.encode(started.inMilliseconds, forKey: .started)
        try values.encodeIfPresent(finished?.inMilliseconds, forKey: .finished)
        try values.encodeIfPresent(interruptedBy, forKey: .interruptedBy)
        try values.encodeIfPresent(shard, forKey: .shard)
        try values.encodeIfPresent(matrix, forKey: .matrix)
        if !folders.isEmpty { try values.encode(folders, forKey: .folders) }
        try values.encode(cells, forKey: .cells)
        try values.encode(dropped, forKey: .dropped)
    }
}

extension ActionRecord {
    private enum Key: String, CodingKey { case key, stage, cells, seconds, cached, earlier, failure, memory }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        self.init(
            key: try values.decode(String.self, forKey: .key),
            stage: try values.decode(Stage.self, forKey: .stage),
            cells: try values.decode([CellID].self, forKey: .cells),
            seconds: try values.decode(Double.self, forKey: .seconds),
            cached: try values.decode(Bool.self, forKey: .cached),
            earlier: try values.decodeIfPresent([Failure].self, forKey: .earlier) ?? [],
            failure: try values.decodeIfPresent(String.self, forKey: .failure),
            memory: try values.decodeIfPresent(Int.self, forKey: .memory) ?? 0)
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(key, forKey: .key)
        try values.encode(stage, forKey: .stage)
        try values.encode(cells, forKey: .cells)
        try values.encode(seconds.inMilliseconds, forKey: .seconds)
        try values.encode(cached, forKey: .cached)
        if !earlier.isEmpty { try values.encode(earlier, forKey: .earlier) }
        try values.encodeIfPresent(failure, forKey: .failure)
        if memory > 0 { try values.encode(memory, forKey: .memory) }
    }
}
