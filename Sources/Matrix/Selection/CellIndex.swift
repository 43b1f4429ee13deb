/// The cells of a plan by all names they have.
struct CellIndex {
    private let plan: Plan
    private var cells: [CellID: [Cell]] = [:]

    init(_ plan: Plan) {
        self.plan = plan
        for cell in plan.cells {
            for name in cell.names { cells[name, default: []].append(cell) }
        }
    }

    /// The cells of a name: the one whose id it is, or those that were asked for like that. None if it is a dropped cell's name;
    /// throws if it is no cell's.
    func cells(named name: CellID) throws(SelectionError) -> [Cell] {
        if let found = cells[name] {
            let exact = found.filter { $0.id == name }
            return exact.isEmpty ? found : exact
        }
        if drops(named: name).isEmpty { throw unknown(name) }
        return []
    }

    /// The dropped cells of a name.
    func drops(named name: CellID) -> [DroppedCell] { plan.dropped.filter { $0.cell.names.contains(name) } }

    private func unknown(_ name: CellID) -> SelectionError {
        let ids = (plan.cells + plan.dropped.map(\.cell)).flatMap { $0.names.map(\.text) }
        let nearest = NearestText(name.text).best(of: ids).map { "did you mean '\($0)'? " } ?? ""
        let form = "an id is APP/MODE/otp-VERSION/TARGET"
        return SelectionError(
            .usage, "selection.unknown-cell", "there is no cell '\(SelectionError.printable(name.text))', in --only",
            hint: nearest + (nearest.isEmpty ? form + "; " : "") + "`bmatrix plan` lists all ids")
    }
}
