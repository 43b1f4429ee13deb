import Matrix

/// The axes of a matrix as screens show them.
struct MatrixAxes {
    /// The values of an axis, in order of appearance, and which of them each cell has.
    struct Axis {
        var labels: [String] = []
        var values: [Int] = []

        /// With other names for some of its values, found from the places of the cells that have them.
        func named(_ name: ([Int]) -> String?) -> Axis {
            var places = [[Int]](repeating: [], count: labels.count)
            for (place, value) in values.enumerated() { places[value].append(place) }
            var axis = self
            axis.labels = zip(labels, places).map { name($1) ?? $0 }
            return axis
        }
    }

    /// Each app in each of its modes.
    let program: Axis
    let version: Axis
    let target: Axis

    init(_ cells: [Cell]) {
        var modes: [String: Mode] = [:]
        var several: Set<String> = []
        for cell in cells {
            let mode = modes[cell.app]
            if mode == nil { modes[cell.app] = cell.mode } else if mode != cell.mode { several.insert(cell.app) }
        }
        program = MatrixAxes.axis(cells) { cell in
            several.contains(cell.app) ? "\(cell.app)/\(cell.mode.rawValue)" : cell.app
        }
        version = MatrixAxes.axis(cells, MatrixAxes.version)
            .named { MatrixAxes.resolved(cells, $0) }
        target = MatrixAxes.axis(cells) { $0.target.name }
    }

    /// The version that was asked for.
    private static func version(_ cell: Cell) -> String {
        guard let elixir = cell.elixirRequest, cell.namesElixir else { return cell.otpRequest.text }
        return "\(cell.otpRequest.text)/\(elixir.text)"
    }

    /// The version that the cells at these places have, if they have one in common.
    private static func resolved(_ cells: [Cell], _ places: [Int]) -> String? {
        var versions: [Version] = []
        var elixirs: [Version] = []
        for cell in places.lazy.map({ cells[$0] }) {
            if let otp = cell.otp, versions.last != otp { versions.append(otp) }
            guard let elixir = cell.elixir, cell.elixirRequest != nil, cell.namesElixir else { continue }
            if elixirs.last != elixir { elixirs.append(elixir) }
        }
        guard versions.count == 1, elixirs.count < 2 else { return nil }
        return (versions + elixirs).map(\.text).joined(separator: "/")
    }

    private static func axis(_ cells: [Cell], _ label: (Cell) -> String) -> Axis {
        var axis = Axis()
        var known: [String: Int] = [:]
        axis.values.reserveCapacity(cells.count)
        var last = (text: "", value: -1)
        for cell in cells {
            let text = label(cell)
            // Neighbours mostly have it in common.
            let value = text == last.text && last.value >= 0 ? last.value : known[text] ?? axis.labels.count
            last = (text, value)
            if value == axis.labels.count {
                known[text] = value
                axis.labels.append(ScreenText(cleaning: text).text)
            }
            axis.values.append(value)
        }
        return axis
    }

    /// Several axes as one; values that no cell has are left out.
    struct Product {
        /// The labels of each value; an axis with one value only has none, unless all are like that.
        private(set) var labels: [[String]] = []
        private(set) var values: [Int] = []

        init(_ axes: [Axis], _ count: Int) {
            let codes = (0..<count).map { cell in
                axes.reduce(0) { $0 * $1.labels.count + $1.values[cell] }
            }
            let present = Set(codes).sorted()
            let order = Dictionary(present.enumerated().map { ($1, $0) }) { first, _ in first }
            values = codes.map { order[$0] ?? 0 }
            labels = present.map { Product.labels(axes, $0, all: present.count == 1) }
        }

        private static func labels(_ axes: [Axis], _ code: Int, all: Bool) -> [String] {
            var labels: [String] = []
            var rest = code
            for axis in axes.reversed() {
                if axis.labels.count > 1 || all { labels.append(axis.labels[rest % axis.labels.count]) }
                rest /= axis.labels.count
            }
            return labels.reversed()
        }
    }
}
