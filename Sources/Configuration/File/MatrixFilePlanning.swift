package import Matrix
internal import YAML

extension MatrixFile {
    /// Expands the matrix, and tells what shows only then: exclusions, overrides and budgets that match nothing, inclusions
    /// that cannot be, tests of one name in one cell, cells without any test.
    ///
    /// Without a resolution (`bmatrix check`) versions stay as they were asked for. There is no plan if there is an error.
    package func plan(with resolution: Resolution?) -> (plan: Plan?, diagnostics: [Diagnostic]) {
        let expansion = Expansion(apps: apps, axes: axes, exclusions: exclusions, inclusions: inclusions)
        let (plan, problems) = expansion.plan(with: resolution)
        let findings = Findings(source)
        let all = plan.cells + plan.dropped.map(\.cell)
        for problem in problems { report(problem, all, to: findings) }
        for override in overrides { reportUnmatched("override", override.selector, override.place, all, findings) }
        for budget in budgets { reportUnmatched("budget", budget.selector, budget.place, all, findings) }
        for cell in plan.cells { checkTests(of: cell, findings) }
        let used = Set(all.map(\.app))
        for app in apps where !used.contains(app.name) && !findings.hasErrors {
            if let place = places.apps[app.name] { findings.report(.noCells(app), at: place) }
        }
        return (findings.hasErrors ? nil : plan, findings.sorted)
    }

    private func reportUnmatched(
        _ what: String, _ selector: Selector, _ place: Place, _ cells: [Cell], _ findings: Findings
    ) {
        guard !cells.contains(where: selector.matches) else { return }
        findings.report(.matchesNothing(what, selector, cells), at: place)
    }

    private func report(_ problem: PlanProblem, _ cells: [Cell], to findings: Findings) {
        func place(_ places: [Place], _ index: Int) -> Place {
            places.indices.contains(index) ? places[index] : self.places.otp
        }
        switch problem {
        case .exclusionMatchesNothing(let index):
            let selector = exclusions.indices.contains(index) ? exclusions[index].selector : Selector()
            findings.report(.matchesNothing("exclude", selector, cells), at: place(places.exclusions, index))
        case .inclusionDuplicates(let index, let id):
            findings.report(.includedTwice(id), at: place(places.inclusions, index))
        case .inclusionUnsupported(let index, let reason):
            findings.report(.unsupported(reason), at: place(places.inclusions, index))
        case .inclusionOfUndeclaredMode(let index):
            let inclusion = inclusions.indices.contains(index) ? inclusions[index] : nil
            let modes = apps.first { $0.name == inclusion?.app }?.modes ?? []
            findings.report(.undeclaredMode(inclusion, modes), at: place(places.inclusions, index))
        case .tooManyCombinations(let count):
            findings.report(.tooMany(count), at: places.otp)
        case .sameVersion(let axis, let first, let second, let version):
            let found = axis == .elixir ? places.elixir ?? places.otp : places.otp
            findings.report(.sameVersion(first, second, version), at: found)
        }
    }

    private func checkTests(of cell: Cell, _ findings: Findings) {
        let tests = tests(of: cell)
        if tests.isEmpty, let place = places.apps[cell.app] {
            findings.report(.noTests(cell), at: place)
        }
        var seen: [String: Place] = [:]
        for test in tests {
            if let first = seen[test.test.name] {
                findings.report(.testTwice(test.test.name, cell, first: first.start.line), at: test.place)
            } else {
                seen[test.test.name] = test.place
            }
        }
    }
}

extension Fault {
    /// Tells the axis on which no cell is as it was asked for, and what there is.
    fileprivate static func matchesNothing(_ what: String, _ selector: Selector, _ cells: [Cell]) -> Fault {
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

    fileprivate static func includedTwice(_ id: CellID) -> Fault {
        Fault(code: "config.included-twice", message: "the matrix has this cell already: \(id)", notes: ["remove it"])
    }

    fileprivate static func unsupported(_ reason: String) -> Fault {
        Fault(
            code: "config.unsupported", message: "this cell cannot be built: \(reason)",
            notes: ["remove it, or ask for one that can be built"])
    }

    fileprivate static func undeclaredMode(_ inclusion: Inclusion?, _ modes: [Mode]) -> Fault {
        let names = modes.map(\.rawValue).joined(separator: ", ")
        return Fault(
            code: "config.undeclared-mode",
            message: "'\(inclusion?.app ?? "")' is not declared for mode \(inclusion?.mode.rawValue ?? "")",
            notes: ["its modes are \(names)", "add the mode to the app, or remove this"])
    }

    fileprivate static func tooMany(_ count: Int) -> Fault {
        Fault(
            code: "config.too-many-cells", message: "the matrix has \(count) combinations",
            notes: ["at most \(Expansion.limit) are possible: take values out, or make several files of it"])
    }

    fileprivate static func sameVersion(_ first: VersionRequest, _ second: VersionRequest, _ version: Version) -> Fault
    {
        Fault(
            code: "config.same-version", message: "'\(first)' and '\(second)' both mean \(version)",
            notes: ["keep one of them"])
    }

    fileprivate static func noTests(_ cell: Cell) -> Fault {
        Fault(
            code: "config.no-tests", message: "no smoke test for '\(cell.app)' in mode \(cell.mode.rawValue)",
            notes: ["add one to 'smoke', below '\(cell.mode.rawValue)' or '\(cell.app)'"], severity: .warning)
    }

    fileprivate static func noCells(_ app: App) -> Fault {
        Fault(
            code: "config.no-cells", message: "'\(app.name)' has no cell",
            notes: ["none of its modes (\(app.modes.map(\.rawValue).joined(separator: ", "))) is in 'matrix'"],
            severity: .warning)
    }

    fileprivate static func testTwice(_ name: String, _ cell: Cell, first: Int) -> Fault {
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
