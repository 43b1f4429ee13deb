extension Double {
    /// The number as JSON tells times: whole milliseconds, and zero for what JSON cannot write.
    var inMilliseconds: Double { isFinite ? (self * 1000).rounded() / 1000 : 0 }
}

extension StageRecord {
    private enum Key: String, CodingKey { case stage, seconds, cached, earlier }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        self.init(
            stage: try values.decode(Stage.self, forKey: .stage),
            seconds: try values.decode(Double.self, forKey: .seconds),
            cached: try values.decode(Bool.self, forKey: .cached),
            earlier: try values.decodeIfPresent([Failure].self, forKey: .earlier) ?? [])
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(stage, forKey: .stage)
        try values.encode(seconds.inMilliseconds, forKey: .seconds)
        try values.encode(cached, forKey: .cached)
        if !earlier.isEmpty { try values.encode(earlier, forKey: .earlier) }
    }
}

extension TestRecord {
    private enum Key: String, CodingKey { case name, seconds, failure, output, cached, earlier, emulator }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        self.init(
            name: try values.decode(String.self, forKey: .name),
            seconds: try values.decode(Double.self, forKey: .seconds),
            failure: try values.decodeIfPresent(Failure.self, forKey: .failure),
            output: try values.decode(String.self, forKey: .output),
            cached: try values.decodeIfPresent(Bool.self, forKey: .cached) ?? false,
            earlier: try values.decodeIfPresent([Failure].self, forKey: .earlier) ?? [],
            emulator: try values.decodeIfPresent(String.self, forKey: .emulator))
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(name, forKey: .name)
        try values.encode(seconds.inMilliseconds, forKey: .seconds)
        try values.encodeIfPresent(failure, forKey: .failure)
        try values.encode(output, forKey: .output)
        if cached { try values.encode(cached, forKey: .cached) }
        if !earlier.isEmpty { try values.encode(earlier, forKey: .earlier) }
        try values.encodeIfPresent(emulator, forKey: .emulator)
    }
}

extension ArtifactRecord {
    private enum Key: String, CodingKey {
        case file, sha256, size, components, appVersion, glibc, parts, companions
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        self.init(
            file: try values.decode(String.self, forKey: .file),
            sha256: try values.decode(String.self, forKey: .sha256),
            size: try values.decode(Int.self, forKey: .size),
            components: try values.decode([ComponentSize].self, forKey: .components),
            appVersion: try values.decode(String.self, forKey: .appVersion),
            glibc: try values.decodeIfPresent(Version.self, forKey: .glibc),
            parts: try values.decodeIfPresent([PackedPart].self, forKey: .parts),
            companions: try values.decodeIfPresent([CompanionRecord].self, forKey: .companions) ?? [])
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(file, forKey: .file)
        try values.encode(sha256, forKey: .sha256)
        try values.encode(size, forKey: .size)
        try values.encode(components, forKey: .components)
        try values.encode(appVersion, forKey: .appVersion)
        try values.encodeIfPresent(glibc, forKey: .glibc)
        try values.encodeIfPresent(parts, forKey: .parts)
        if !companions.isEmpty { try values.encode(companions, forKey: .companions) }
    }
}

/// The JSON of a cell's record: the cell, its outcome's keys (`outcome`, `failure`, `reason`), then what it did.
extension CellRecord {
    private enum Key: String, CodingKey { case cell, stages, tests, artifact, warnings, carried }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        self.init(
            cell: try values.decode(Cell.self, forKey: .cell),
            outcome: try Outcome(from: decoder),
            stages: try values.decode([StageRecord].self, forKey: .stages),
            tests: try values.decode([TestRecord].self, forKey: .tests),
            artifact: try values.decodeIfPresent(ArtifactRecord.self, forKey: .artifact),
            warnings: try values.decodeIfPresent([Failure].self, forKey: .warnings) ?? [],
            isCarried: try values.decodeIfPresent(Bool.self, forKey: .carried) ?? false)
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(cell, forKey: .cell)
        try outcome.encode(to: encoder)
        try values.encode(stages, forKey: .stages)
        try values.encode(tests, forKey: .tests)
        try values.encodeIfPresent(artifact, forKey: .artifact)
        if !warnings.isEmpty { try values.encode(warnings, forKey: .warnings) }
        if isCarried { try values.encode(isCarried, forKey: .carried) }
    }
}
