/// The ways to be left with no cell.
extension SelectionError {
    /// All cells are gone after this step.
    static func nothingLeft(_ name: String, of count: Int) -> SelectionError {
        let what = count == 1 ? "takes away the only cell" : "leaves none of the \(count) cells"
        return SelectionError(
            .nothing, "selection.nothing-left", "\(name) \(what)",
            hint: "`bmatrix plan` without it shows what there is; --allow-empty takes this for success")
    }

    /// The cell that is asked for cannot be built.
    static func dropped(_ name: CellID, _ drops: [DroppedCell]) -> SelectionError {
        SelectionError(
            .nothing, "selection.dropped", "the cell '\(printable(name.text))' is dropped",
            notes: drops.map { "\($0.cell.id): \($0.reason)" },
            hint: "choose another one; `bmatrix plan` lists all ids")
    }

    /// An expression that picks no cell of the whole plan.
    static func matchesNothing(_ expression: SelectionExpression, _ plan: Plan) -> SelectionError {
        let drops = plan.dropped.filter { expression.matches($0.cell) }
        let isDropped = !drops.isEmpty
        return SelectionError(
            .nothing, "selection.matches-nothing",
            "\(expression.name) matches " + (isDropped ? "dropped cells only" : "no cell"),
            notes: isDropped ? reasons(of: drops) : expression.terms.compactMap { $0.absence(from: plan.cells) },
            hint: "`bmatrix plan` lists all cells; --allow-empty takes this for success")
    }

    /// As many reasons as a screen has room for.
    private static func reasons(of drops: [DroppedCell]) -> [String] {
        let shown = drops.prefix(8).map { "\($0.cell.id): \($0.reason)" }
        return shown + (drops.count > 8 ? ["… and \(drops.count - 8) more"] : [])
    }
}

extension SelectionExpression.Term {
    /// What there is instead, if no cell fits the term.
    fileprivate func absence(from cells: [Cell]) -> String? {
        guard !cells.contains(where: matches) else { return nil }
        guard case .axis(let axis) = subject else { return "no id is like \(patterns.joined(separator: " or "))" }
        var seen: Set<String> = []
        let known = cells.compactMap { axis.text(of: $0) }.filter { seen.insert($0).inserted }
        let shown = known.prefix(20).joined(separator: ", ") + (known.count > 20 ? " …" : "")
        let nearest = patterns.compactMap { NearestText($0).best(of: known) }.first
        let guess = axis == .otp || axis == .elixir || isNegated ? nil : nearest.map { "; did you mean '\($0)'?" }
        return "\(SelectionError.printable(text)): \(axis.rawValue) is \(shown.isEmpty ? "nowhere" : shown)"
            + (guess ?? "")
    }
}

extension Selector.Axis {
    /// The cell's value on the axis, as users write it.
    fileprivate func text(of cell: Cell) -> String? {
        switch self {
        case .app: cell.app
        case .mode: cell.mode.rawValue
        case .otp: cell.otp?.text ?? cell.otpRequest.text
        case .elixir: cell.elixir?.text ?? cell.elixirRequest?.text
        case .target: cell.target.name
        }
    }
}
