/// The cells of a run as a table: one place for each, as wide as the terminal allows. A table with many rows stands in several
/// blocks beside each other.
struct GridView {
    /// How wide places are, and what stands between them, from the roomiest to the tightest.
    private static let sizes = [(18, 2), (10, 2), (5, 1), (1, 1), (1, 0)]
    /// The most that a place is widened to, the widest column of names, and the most blocks.
    private static let widest = 18
    private static let widestName = 40
    private static let mostBlocks = 6
    /// What stands between blocks.
    private static let blockGap = 3

    private let table: Arrangements.Table
    private let width: Int
    private let name: Int
    /// Where each column begins in its block, and where another one would.
    private let starts: [Int]
    private let heading: [PaintedLine]
    private let blocks: Int
    private let blockWidth: Int

    /// The arrangement that shows the most in so many columns and rows; `nil` if none fits.
    init?(_ arrangements: Arrangements, columns: Int, rows: Int) {
        for (width, gap) in GridView.sizes {
            for table in arrangements.tables {
                for blocks in 1...GridView.mostBlocks where table.rows.count <= rows * blocks {
                    if let view = GridView(table, width, gap, columns, blocks), view.height <= rows {
                        self = view
                        return
                    }
                }
            }
        }
        return nil
    }

    private init?(_ table: Arrangements.Table, _ tightest: Int, _ gap: Int, _ columns: Int, _ blocks: Int) {
        let count = table.columns.count
        let blockWidth = (columns - GridView.blockGap * (blocks - 1)) / blocks
        // Where columns touch, a space keeps their groups apart.
        let space = gap < 1 ? 1 : 0
        let begin = min(GridView.widestName, table.nameWidth) + 3
        let room = blockWidth - begin - space * (table.groups.count - 1)
        guard count > 0, blocks <= table.rows.count, room >= count * (tightest + gap) - gap else { return nil }
        let width = tightest < 5 ? tightest : min(GridView.widest, (room + gap) / count - gap)
        var starts: [Int] = []
        for (number, group) in table.groups.enumerated() {
            starts += group.columns.map { begin + $0 * (width + gap) + number * space }
        }
        starts.append(begin + count * (width + gap) + table.groups.count * space)
        self.table = table
        self.width = width
        self.starts = starts
        self.blocks = blocks
        name = begin - 3
        // No wider than needed, so that blocks stand together.
        self.blockWidth = min(blockWidth, (starts.last ?? 0) - gap)
        heading = GridHeading(table: table, width: width, gap: max(gap, space), starts: starts).lines(blockWidth)
    }

    private var rowsInBlock: Int { (table.rows.count + blocks - 1) / blocks }

    /// How many lines it takes.
    private var height: Int { heading.count + rowsInBlock }

    /// The lines.
    func lines(_ cells: [CellProgress], _ symbols: Symbols, _ now: Double) -> [PaintedLine] {
        let titles = heading.map { title in beside((0..<blocks).map { _ in title }) }
        let rows = (0..<rowsInBlock).map { row in
            let numbers = stride(from: row, to: table.rows.count, by: rowsInBlock)
            return beside(numbers.map { line($0, cells, symbols, now) })
        }
        return titles + rows
    }

    /// Lines of neighbouring blocks as one.
    private func beside(_ lines: [PaintedLine]) -> PaintedLine {
        var all = PaintedLine()
        for (number, line) in lines.enumerated() {
            all.pad(to: number * (blockWidth + GridView.blockGap))
            all.add(line)
        }
        return all
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
