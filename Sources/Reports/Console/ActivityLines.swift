import Matrix

/// The last lines of the logs of actions that take long, as whoever can read files has found them.
package struct LogTails: Sendable {
    private let lines: [ActionID: [String]]

    /// - Parameter lines: the lines of each action's log, the newest last.
    package init(_ lines: [ActionID: [String]] = [:]) { self.lines = lines }

    /// The last lines that say something.
    func last(_ count: Int, _ id: ActionID) -> [String] {
        let all = lines[id, default: []].suffix(4 * count).map { ScreenText(cleaning: $0).text }
        return Array(all.filter { line in line.contains { $0 != " " } }.suffix(count))
    }
}

/// What is being done: a line for each action, and the tails of the slowest ones' logs.
struct ActivityLines {
    /// The most lines of one log.
    private static let tail = 3
    /// On wide terminals times do not stand at the far right.
    private static let widest = 110

    let activities: [Activity]
    let tails: LogTails
    let symbols: Symbols
    let columns: Int
    /// Seconds since 1970.
    let now: Double

    /// At most that many lines.
    func lines(_ rows: Int) -> [PaintedLine] {
        guard rows > 0 else { return [] }
        let isTooMany = activities.count > rows
        let shown = activities.prefix(isTooMany ? rows - 1 : rows)
        var room = isTooMany ? 0 : rows - shown.count
        var lines: [PaintedLine] = []
        for activity in shown {
            lines.append(line(activity))
            let tail = tails.last(min(room, ActivityLines.tail), activity.id)
            lines += tail.map {
                PaintedLine((columns < 40 ? "   " : "      ") + symbols.bar + " " + $0, .dim).cut(to: columns)
            }
            room -= tail.count
        }
        if isTooMany {
            lines.append(PaintedLine("   and \(activities.count - shown.count) more", .dim).cut(to: columns))
        }
        return lines
    }

    private func line(_ activity: Activity) -> PaintedLine {
        let room = min(columns, ActivityLines.widest)
        let time = room < 40 ? Span(activity.elapsed(now)).brief : activity.time(now)
        var line = PaintedLine(" \(symbols.running(at: now)) ", .cyan)
        line.add(activity.stage.shortName.padded(to: room < 40 ? 0 : 8) + " ", .cyan)
        line.add(ScreenText(activity.title).cut(to: max(1, room - line.width - time.count - 2)))
        line.pad(to: room - time.count)
        line.add(time, .dim)
        return line.cut(to: columns)
    }
}
