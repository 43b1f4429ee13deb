/// The cells of a run as a table: one place for each, as wide as the terminal allows.
struct GridView {
    /// How wide places are, and what stands between them, from the roomiest to the tightest.
    private static let sizes = [(18, 2), (10, 2), (5, 1), (1, 1), (1, 0)]
    /// The most that a place is widened to, and the widest column of names.
    private static let widest = 18
    private static let widestName = 40

    private let table: Arrangements.Table
    private let width: Int
    private let gap: Int
    private let name: Int
    private let columns: Int

    /// The arrangement that shows the most in so many columns and rows; `nil` if none fits.
    init?(_ arrangements: Arrangements, columns: Int, rows: Int) {
        for (width, gap) in GridView.sizes {
            for table in arrangements.tables {
                if let view = GridView(table, width, gap, columns), view.height <= rows {
                    self = view
                    return
                }
            }
        }
        return nil
    }

    private init?(_ table: Arrangements.Table, _ width: Int, _ gap: Int, _ columns: Int) {
        name = min(GridView.widestName, table.rows.map { ScreenText($0).width }.max() ?? 0)
        let count = table.columns.count
        let groups = GridView.groups(table).count
        // Tight places are told apart by a space between groups.
        let room = columns - name - 3 - (gap < 1 ? groups - 1 : 0)
        guard count > 0, room >= count * (width + gap) - gap else { return nil }
        self.table = table
        self.gap = gap
        self.columns = columns
        self.width = width < 5 ? width : min(GridView.widest, (room + gap) / count - gap)
    }

    /// How many lines it takes.
    private var height: Int { heading.count + table.rows.count }

    /// The lines.
    func lines(_ cells: [CellProgress], _ symbols: Symbols, _ now: Double) -> [PaintedLine] {
        heading + table.rows.indices.map { row in line(row, cells, symbols, now) }
    }

    private func line(_ row: Int, _ cells: [CellProgress], _ symbols: Symbols, _ now: Double) -> PaintedLine {
        var line = PaintedLine(" " + ScreenText(table.rows[row]).cut(to: name))
        line.pad(to: name + 3)
        for column in table.columns.indices {
            line.pad(to: start(column))
            let place = table.places[row * table.columns.count + column]
            if cells.indices.contains(place) {
                line.add(CellText(cell: cells[place], symbols: symbols, now: now).line(width))
            }
        }
        return line
    }

    /// Where a column begins.
    private func start(_ column: Int) -> Int {
        var start = name + 3 + column * (width + gap)
        if gap < 1 { start += GridView.groupNumber(table, column) }
        return start
    }

    /// The titles of groups and columns; where columns are too tight for titles, their names in order.
    private var heading: [PaintedLine] {
        var lines: [PaintedLine] = []
        let groups = GridView.groups(table)
        if groups.count > 1 { lines.append(titles(groups.map { ($0.name, $0.columns) })) }
        let labels = table.columns.map(\.label)
        if labels.allSatisfy(\.isEmpty) { return lines }
        let short = ShortNames(labels)
        if short.width <= max(width, 4), width > 1 {
            lines.append(titles(short.names.enumerated().map { ($1, $0..<$0 + 1) }))
        } else if width > 4 {
            lines.append(titles(labels.enumerated().map { ($1, $0..<$0 + 1) }))
        } else {
            lines.append(list(groups.first.map { Array(short.names[$0.columns]) } ?? short.names))
        }
        return lines
    }

    private func titles(_ titles: [(text: String, columns: Range<Int>)]) -> PaintedLine {
        var line = PaintedLine()
        for title in titles {
            line.pad(to: start(title.columns.lowerBound))
            let room = start(title.columns.upperBound) - start(title.columns.lowerBound) - max(gap, 1)
            line.add(ScreenText(title.text).cut(to: max(room, width)), .dim)
        }
        return line
    }

    private func list(_ names: [String]) -> PaintedLine {
        PaintedLine(String(repeating: " ", count: name + 3) + names.joined(separator: " "), .dim).cut(to: columns)
    }

    private static func groups(_ table: Arrangements.Table) -> [(name: String, columns: Range<Int>)] {
        var groups: [(name: String, columns: Range<Int>)] = []
        for (index, column) in table.columns.enumerated() {
            if let last = groups.last, last.name == column.group {
                groups[groups.count - 1].columns = last.columns.lowerBound..<index + 1
            } else {
                groups.append((column.group, index..<index + 1))
            }
        }
        return groups
    }

    private static func groupNumber(_ table: Arrangements.Table, _ column: Int) -> Int {
        groups(table).firstIndex { $0.columns.contains(column) } ?? max(0, groups(table).count - 1)
    }
}

/// Names without what all of them begin and end with, such as an architecture.
struct ShortNames {
    let names: [String]
    /// The columns that the longest takes.
    var width: Int { names.map { ScreenText($0).width }.max() ?? 0 }

    init(_ full: [String]) {
        guard let first = full.first, Set(full).count > 1 else {
            names = full
            return
        }
        let parts = full.map { $0.split(separator: "_", omittingEmptySubsequences: false) }
        let shortest = parts.map(\.count).min() ?? 0
        let last = first.split(separator: "_", omittingEmptySubsequences: false)
        var shared = 0
        while shared < shortest - 1, parts.allSatisfy({ $0[$0.count - 1 - shared] == last[last.count - 1 - shared] }) {
            shared += 1
        }
        names = parts.map { $0.dropLast(shared).joined(separator: "_") }
    }
}
