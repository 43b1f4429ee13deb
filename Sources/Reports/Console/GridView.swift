/// The cells of a run as a table: one place for each, as wide as the terminal allows.
struct GridView {
    /// How wide places are, and what stands between them, from the roomiest to the tightest.
    private static let sizes = [(18, 2), (10, 2), (5, 1), (1, 1), (1, 0)]
    /// The most that a place is widened to, and the widest column of names.
    private static let widest = 18
    private static let widestName = 40

    private let table: Arrangements.Table
    private let width: Int
    private let name: Int
    /// Where each column begins, and where another one would.
    private let starts: [Int]
    private let heading: [PaintedLine]

    /// The arrangement that shows the most in so many columns and rows; `nil` if none fits.
    init?(_ arrangements: Arrangements, columns: Int, rows: Int) {
        for (width, gap) in GridView.sizes {
            for table in arrangements.tables where table.rows.count <= rows {
                if let view = GridView(table, width, gap, columns), view.height <= rows {
                    self = view
                    return
                }
            }
        }
        return nil
    }

    private init?(_ table: Arrangements.Table, _ tightest: Int, _ gap: Int, _ columns: Int) {
        let count = table.columns.count
        // Where columns touch, a space keeps their groups apart.
        let space = gap < 1 ? 1 : 0
        let begin = min(GridView.widestName, table.nameWidth) + 3
        let room = columns - begin - space * (table.groups.count - 1)
        guard count > 0, room >= count * (tightest + gap) - gap else { return nil }
        let width = tightest < 5 ? tightest : min(GridView.widest, (room + gap) / count - gap)
        var starts: [Int] = []
        for (number, group) in table.groups.enumerated() {
            starts += group.columns.map { begin + $0 * (width + gap) + number * space }
        }
        starts.append(begin + count * (width + gap) + table.groups.count * space)
        self.table = table
        self.width = width
        name = begin - 3
        self.starts = starts
        heading = GridHeading(table: table, width: width, gap: max(gap, space), starts: starts).lines(columns)
    }

    /// How many lines it takes.
    private var height: Int { heading.count + table.rows.count }

    /// The lines.
    func lines(_ cells: [CellProgress], _ symbols: Symbols, _ now: Double) -> [PaintedLine] {
        heading + table.rows.indices.map { row in line(row, cells, symbols, now) }
    }

    private func line(_ row: Int, _ cells: [CellProgress], _ symbols: Symbols, _ now: Double) -> PaintedLine {
        var line = PaintedLine(" " + ScreenText(table.rows[row]).cut(to: name))
        for column in table.columns.indices {
            let place = table.places[row * table.columns.count + column]
            guard cells.indices.contains(place) else { continue }
            line.pad(to: starts[column])
            line.add(CellText(cell: cells[place], symbols: symbols, now: now).line(width))
        }
        return line
    }
}
