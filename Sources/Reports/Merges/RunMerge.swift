package import Matrix

/// Several runs as one: the shards of a matrix, or runs whose cells are different ones. Nothing of them is lost.
package struct RunMerge: Sendable {
    /// The events of the whole, as if one run had made them.
    package let events: [Event]
    /// What the user should know: other versions of bmatrix, runs that did not come to their end, unreadable lines.
    package let warnings: [String]
    /// The place in the list of parts that each cell comes from.
    package let origins: [CellID: Int]

    /// The record of the whole.
    package var record: RunRecord? { RunRecord(events: events) }

    /// Fails if a shard is missing or there twice, if a cell is in two parts, if the parts are not of one matrix, or if different
    /// artifacts have the same name. The order of the parts does not matter.
    package init(_ parts: [RunPart]) throws(MergeError) {
        try ShardCheck(parts).check()
        let order = parts.indices.sorted { left, right in
            let (a, b) = (parts[left].record.shard?.number ?? 0, parts[right].record.shard?.number ?? 0)
            return (a, parts[left].name, left) < (b, parts[right].name, right)
        }
        origins = try RunMerge.origins(parts)
        try RunMerge.checkArtifacts(parts)
        let sorted = order.map { parts[$0] }
        let start = RunMerge.start(sorted.map(\.record))
        let begin = sorted.map(\.record.started).min() ?? 0
        events = [Event(time: begin, kind: .runStarted(start))] + RunMerge.woven(sorted) + RunMerge.end(sorted)
        warnings = RunMerge.warnings(sorted)
    }

    private static func origins(_ parts: [RunPart]) throws(MergeError) -> [CellID: Int] {
        var origins: [CellID: Int] = [:]
        for (index, part) in parts.enumerated() {
            for cell in part.record.cells {
                if let other = origins.updateValue(index, forKey: cell.cell.id) {
                    throw MergeError(
                        "cell-twice", "\(cell.cell.id) is in \(parts[other].name) and in \(part.name)",
                        hint: "each cell may be in one run only; leave one of the folders out")
                }
            }
        }
        return origins
    }

    private static func checkArtifacts(_ parts: [RunPart]) throws(MergeError) {
        var seen: [String: (digest: String, part: String)] = [:]
        for part in parts {
            for artifact in part.record.cells.compactMap(\.artifact) {
                if let other = seen[artifact.file], other.digest != artifact.sha256, other.part != part.name {
                    throw MergeError(
                        "artifact-twice",
                        "\(artifact.file) is in \(other.part) and in \(part.name), with different contents",
                        hint: "cells that are built for one app, mode, OTP and target belong into one run")
                }
                seen[artifact.file] = (artifact.sha256, part.name)
            }
        }
    }

    private static func start(_ records: [RunRecord]) -> RunStart {
        let cells = CellOrder(records.map { $0.cells.map(\.cell) }).cells
        var known = Set(cells.map(\.id))
        var folders: [String: String] = [:]
        for record in records { folders.merge(record.folders) { first, _ in first } }
        return RunStart(
            tool: records.first?.tool ?? "", cells: cells,
            dropped: records.flatMap(\.dropped).filter { known.insert($0.cell.id).inserted },
            matrix: records.lazy.compactMap(\.matrix).first, folders: folders)
    }

    /// The events between beginning and end, by time; those of one part stay in their order.
    private static func woven(_ parts: [RunPart]) -> [Event] {
        var all: [(time: Double, part: Int, event: Event)] = []
        for (index, part) in parts.enumerated() {
            var latest = -Double.infinity
            for event in part.events {
                latest = max(latest, event.time)
                switch event.kind {
                case .runStarted, .runFinished: continue
                default: all.append((latest, index, event))
                }
            }
        }
        let order = all.indices.sorted {
            (all[$0].time, all[$0].part, $0) < (all[$1].time, all[$1].part, $1)
        }
        return order.map { all[$0].event }
    }

    /// The end of the whole: that of the last part, if all have come to one.
    private static func end(_ parts: [RunPart]) -> [Event] {
        let ends = parts.compactMap(\.record.finished)
        guard ends.count == parts.count, let last = ends.max() else { return [] }
        return [Event(time: last, kind: .runFinished(signal: parts.lazy.compactMap(\.record.interruptedBy).first))]
    }

    private static func warnings(_ parts: [RunPart]) -> [String] {
        var warnings = parts.flatMap { part in part.flaws.map { "\(part.name): \($0)" } }
        let tools = Set(parts.map(\.record.tool))
        if tools.count > 1 {
            warnings.append(
                "the runs were made by different versions of bmatrix: \(tools.sorted().joined(separator: ", "))")
        }
        return warnings
    }
}
