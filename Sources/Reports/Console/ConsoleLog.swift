package import Matrix

/// A run as plain lines, for pipes and log files: one for each finished cell, one for whatever takes long.
package struct ConsoleLog: Sendable {
    /// The seconds after which an action is told of for the first time; then each time twice as many have passed.
    private static let patience: Double = 10

    /// How far the run has come.
    package private(set) var progress: Progress
    private let style: Style
    private let isBrief: Bool
    /// When each running action was last told of, as seconds since it began.
    private var told: [ActionID: Double] = [:]

    /// - Parameters:
    ///   - isBrief: leaves out the cells that are as they should be, because they are shown elsewhere.
    ///   - estimates: how long things took in earlier runs.
    package init(style: Style = .plain, isBrief: Bool = false, estimates: Estimates = Estimates()) {
        self.style = style
        self.isBrief = isBrief
        progress = Progress(estimates: estimates)
    }

    /// What there is to say about an event.
    package mutating func lines(_ event: Event) -> [String] {
        progress.apply(event)
        switch event.kind {
        case .runStarted(let start): return [heading(start.tool, start.cells.count, start.dropped.count)]
        case .actionStarted(let action): forget(action.stage, action.key, action.cells)
        case .actionFinished(let action): forget(action.stage, action.key, action.cells)
        case .cellFinished(let id, let outcome): return line(id, outcome).map { [$0] } ?? []
        case .cellCarried(let record): return line(record.cell.id, record.outcome).map { [$0] } ?? []
        case .artifactMade, .testFinished, .cellWarned, .runFinished: break
        }
        return []
    }

    /// What there is to say because time has passed: the actions that have been going on for long, one line for each kind.
    /// - Parameter now: seconds since 1970.
    package mutating func lines(at now: Double) -> [String] {
        let due = progress.activities.filter { activity in
            let next = told[activity.id].map { $0 * 2 } ?? ConsoleLog.patience
            return now - activity.since >= next
        }
        for activity in due { told[activity.id] = now - activity.since }
        return Stage.allCases.compactMap { stage in line(due.filter { $0.stage == stage }, now) }
    }

    private mutating func forget(_ stage: Stage, _ key: String, _ cells: [CellID]) {
        if !told.isEmpty { told[ActionID(stage, key, cells)] = nil }
    }

    private func heading(_ tool: String, _ cells: Int, _ dropped: Int) -> String {
        let count = cells == 1 ? "1 cell" : "\(cells) cells"
        return style.paint("bmatrix \(tool): \(count)", .bold) + (dropped > 0 ? ", \(dropped) dropped" : "")
    }

    private func line(_ activities: [Activity], _ now: Double) -> String? {
        guard let first = activities.first else { return nil }
        let others = activities.count > 1 ? " and \(activities.count - 1) more" : ""
        let text = "still at \(first.stage.rawValue) after \(Span(now - first.since).text): \(first.name)\(others)"
        return style.paint(position + "  " + text, .dim)
    }

    private func line(_ id: CellID, _ outcome: Outcome) -> String? {
        let cell = progress.cell(id)
        if isBrief, outcome == .passed || outcome == .interrupted { return nil }
        // An interrupted run tells of the cells it had begun.
        if outcome == .interrupted, cell.map({ $0.ended == 0 }) ?? true { return nil }
        var details: [String] = []
        if let cell, cell.ended > 0 { details.append(Span(cell.seconds).text) }
        if let size = cell?.size { details.append(ByteCount(size).text) }
        if let failure = outcome.failure { details.append("\(failure.stage.rawValue): \(failure.code)") }
        if case .skipped(let reason) = outcome { details.append(reason) }
        let name = cell?.name ?? ScreenText(cleaning: id.text).text
        let word = style.paint(outcome.word.padded(to: 6), outcome.paint)
        return ([position, word, name] + details.map { ScreenText(cleaning: $0).text }).joined(separator: "  ")
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
