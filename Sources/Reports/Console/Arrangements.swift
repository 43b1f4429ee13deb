import Matrix

/// The ways to lay the cells of a matrix out in rows and columns.
struct Arrangements {
    /// The most cells that are laid out at all; more fit on no screen.
    private static let limit = 4_000

    /// The tables, the one that reads best first.
    let tables: [Table]
    let axes: MatrixAxes

    init(_ cells: [Cell]) {
        axes = MatrixAxes(cells)
        guard cells.count <= Arrangements.limit else {
            tables = []
            return
        }
        let (program, version, target) = (axes.program, axes.version, axes.target)
        let splits: [([MatrixAxes.Axis], [MatrixAxes.Axis])] = [
            ([program], [version, target]), ([version, target], [program]), ([program, version], [target]),
            ([program, target], [version]), ([target], [program, version]), ([version], [program, target]),
            ([program, version, target], []),
        ]
        tables = splits.map { Table(rows: $0.0, columns: $0.1, count: cells.count) }.filter(\.isWorthIt)
    }

    /// Cells in rows and columns.
    struct Table {
        let rows: [String]
        /// The columns that the longest name of a row takes.
        let nameWidth: Int
        let columns: [String]
        /// Neighbouring columns that belong together, by their numbers.
        let groups: [(name: String, columns: Range<Int>)]
        /// The cell at each place, row by row; -1 for none.
        let places: [Int]
        /// How many cells there are.
        private let count: Int

        fileprivate init(rows: [MatrixAxes.Axis], columns: [MatrixAxes.Axis], count: Int) {
            let (across, down) = (MatrixAxes.Product(columns, count), MatrixAxes.Product(rows, count))
            self.rows = down.labels.map { $0.joined(separator: " ") }
            nameWidth = self.rows.map { ScreenText($0).width }.max() ?? 0
            self.columns = across.labels.map { $0.last ?? "" }
            groups = Table.groups(across.labels.map { $0.count > 1 ? $0.first ?? "" : "" })
            self.count = count
            // What would be mostly empty is not laid out; the product may be far larger than the number of cells.
            guard self.rows.count * self.columns.count <= 2 * count else {
                places = []
                return
            }
            var places = [Int](repeating: -1, count: self.rows.count * self.columns.count)
            for cell in 0..<count {
                places[down.values[cell] * self.columns.count + across.values[cell]] = cell
            }
            self.places = places
        }

        private static func groups(_ names: [String]) -> [(name: String, columns: Range<Int>)] {
            var groups: [(name: String, columns: Range<Int>)] = []
            for (column, name) in names.enumerated() {
                if let last = groups.last, last.name == name {
                    groups[groups.count - 1].columns = last.columns.lowerBound..<column + 1
                } else {
                    groups.append((name, column..<column + 1))
                }
            }
            return groups
        }

        /// Whether no cell hides another, and few places are empty.
        var isWorthIt: Bool { places.count { $0 >= 0 } == count && count > 0 }
    }
}
