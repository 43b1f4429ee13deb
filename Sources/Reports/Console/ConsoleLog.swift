package import Matrix

/// A run as plain lines, for pipes and log files: one for each finished cell, one for whatever takes long.
package struct ConsoleLog: Sendable {
    /// The seconds after which a stage is told of for the first time; then each time twice as many have passed.
    private static let patience: Double = 10

    /// How far the run has come.
    package private(set) var progress = Progress()
    private let style: Style
    private var records: [CellID: CellRecord] = [:]
    /// When each running cell was last told of, as seconds since its stage began.
    private var told: [CellID: Double] = [:]

    package init(style: Style = .plain) { self.style = style }

    /// What there is to say about an event.
    package mutating func lines(_ event: Event) -> [String] {
        progress.apply(event)
        switch event.kind {
        case .runStarted(let start):
            records = Dictionary(start.cells.map { ($0.id, CellRecord(cell: $0)) }) { first, _ in first }
            return [heading(start.tool, start.cells.count, start.dropped.count)]
        case .actionStarted(let action): for id in action.cells { told[id] = nil }
        case .actionFinished(let action):
            for (index, id) in action.cells.enumerated() {
                records[id]?.stages.append(action.stage(isFirst: index == 0))
            }
        case .artifactMade(let id, let artifact): records[id]?.artifact = artifact
        case .cellFinished(let id, .interrupted) where records[id]?.stages.isEmpty ?? true: break
        case .cellFinished(let id, let outcome): return [line(id, outcome)]
        case .cellCarried(let record): return [line(record.cell.id, record.outcome)]
        case .testFinished, .cellWarned, .runFinished: break
        }
        return []
    }

    /// What there is to say because time has passed: the stages that have been running for long, one line for each kind.
    /// - Parameter now: seconds since 1970.
    package mutating func lines(at now: Double) -> [String] {
        let due = progress.activities.filter { activity in
            let next = told[activity.cell].map { $0 * 2 } ?? ConsoleLog.patience
            return now - activity.since >= next
        }
        for activity in due { told[activity.cell] = now - activity.since }
        return Stage.allCases.compactMap { stage in line(due.filter { $0.stage == stage }, now) }
    }

    private func heading(_ tool: String, _ cells: Int, _ dropped: Int) -> String {
        let count = cells == 1 ? "1 cell" : "\(cells) cells"
        return style.paint("bmatrix \(tool): \(count)", .bold) + (dropped > 0 ? ", \(dropped) dropped" : "")
    }

    private func line(_ activities: [Progress.Activity], _ now: Double) -> String? {
        guard let first = activities.first else { return nil }
        let others = activities.count > 1 ? " and \(activities.count - 1) more" : ""
        let text = "still at \(first.stage.rawValue) after \(Span(now - first.since).text): \(first.cell)\(others)"
        return style.paint(position + "  " + PlainText(text).oneLine, .dim)
    }

    private func line(_ id: CellID, _ outcome: Outcome) -> String {
        let record = records[id]
        var details: [String] = []
        if let record, !record.stages.isEmpty { details.append(Span(record.seconds).text) }
        if let artifact = record?.artifact { details.append(ByteCount(artifact.size).text) }
        if let failure = outcome.failure { details.append("\(failure.stage.rawValue): \(failure.code)") }
        let word = style.paint(outcome.word.padded(to: 6), outcome.paint)
        return ([position, word, PlainText(id.text).oneLine] + details).joined(separator: "  ")
    }

    private var position: String {
        let all = String(progress.counts.planned)
        let done = String(progress.finished)
        return "[" + String(repeating: " ", count: max(0, all.count - done.count)) + done + "/" + all + "]"
    }
}

extension Outcome {
    /// The colour of its word.
    var paint: Style.Paint {
        switch self {
        case .passed: .green
        case .failed: .red
        case .flaky, .allowedToFail, .expectedToFail, .skipped, .interrupted: .yellow
        }
    }
}
