internal import Matrix

/// What shows only when the matrix is expanded.
extension Fault {
    /// Tells the axis on which no cell is as it was asked for, and what there is.
    static func matchesNothing(_ what: String, _ selector: Selector, _ cells: [Cell]) -> Fault {
        let notes = Selector.Axis.allCases.compactMap { axis -> String? in
            guard let patterns = selector.patterns[axis] else { return nil }
            let alone = Selector([axis: patterns])
            guard !cells.contains(where: alone.matches) else { return nil }
            let values = cells.reduce(into: [String]()) { values, cell in
                let value = cell.text(of: axis)
                if values.last != value, !values.contains(value) { values.append(value) }
            }
            return "no cell has \(axis) \(patterns.joined(separator: " or ")); there is \(list(values, or: "none"))"
        }
        return Fault(
            code: "config.matches-nothing", message: "this \(what) matches no cell",
            notes: (notes.isEmpty ? ["each of its axes matches some cell, but no cell matches all of them"] : notes) + [
                "correct or remove it"
            ])
    }

    private static func list(_ values: [String], or none: String) -> String {
        values.isEmpty ? none : list(Array(values.prefix(12))) + (values.count > 12 ? " …" : "")
    }

    static func includedTwice(_ id: CellID) -> Fault {
        Fault(code: "config.included-twice", message: "the matrix has this cell already: \(id)", notes: ["remove it"])
    }

    static func unsupported(_ reason: String) -> Fault {
        Fault(
            code: "config.unsupported", message: "this cell cannot be built: \(reason)",
            notes: ["remove it, or ask for one that can be built"])
    }

    static func undeclaredMode(_ inclusion: Inclusion?, _ modes: [Mode]) -> Fault {
        let names = modes.map(\.rawValue).joined(separator: ", ")
        return Fault(
            code: "config.undeclared-mode",
            message: "'\(inclusion?.app ?? "")' is not declared for mode \(inclusion?.mode.rawValue ?? "")",
            notes: ["its modes are \(names)", "add the mode to the app, or remove this"])
    }

    static func tooMany(_ count: Int) -> Fault {
        Fault(
            code: "config.too-many-cells", message: "the matrix has \(count) combinations",
            notes: ["at most \(Expansion.limit) are possible: take values out, or make several files of it"])
    }

    static func sameVersion(_ first: VersionRequest, _ second: VersionRequest, _ version: Version) -> Fault {
        Fault(
            code: "config.same-version", message: "'\(first)' and '\(second)' both mean \(version)",
            notes: ["keep one of them"])
    }

    static func noTests(_ cell: Cell) -> Fault {
        Fault(
            code: "config.no-tests", message: "no smoke test for '\(cell.app)' in mode \(cell.mode.rawValue)",
            notes: ["add one to 'smoke', below '\(cell.mode.rawValue)' or '\(cell.app)'"], severity: .warning)
    }

    static func noCells(_ app: App) -> Fault {
        Fault(
            code: "config.no-cells", message: "'\(app.name)' has no cell",
            notes: ["none of its modes (\(app.modes.map(\.rawValue).joined(separator: ", "))) is in 'matrix'"],
            severity: .warning)
    }

    static func testTwice(_ name: String, _ cell: Cell, first: Int) -> Fault {
        Fault(
            code: "config.test-twice",
            message: "'\(name)' is the name of another test of '\(cell.app)' in mode \(cell.mode.rawValue)",
            notes: ["the other one is in line \(first); rename one of them"])
    }
}

extension Cell {
    /// What it has on an axis, as the file asks for it.
    fileprivate func text(of axis: Selector.Axis) -> String {
        switch axis {
        case .app: app
        case .mode: mode.rawValue
        case .otp: otpRequest.text
        case .elixir: elixirRequest?.text ?? elixir?.text ?? "auto"
        case .target: target.name
        }
    }
}
