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
        checkTests(of: plan.cells, findings)
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

    /// Looks at the tests of each app and mode, together with those of the overrides that match, once.
    private func checkTests(of cells: [Cell], _ findings: Findings) {
        let testing = overrides.filter { !$0.smoke.isEmpty }
        var checked: Set<TestSet> = []
        for cell in cells {
            let matching = testing.indices.filter { testing[$0].selector.matches(cell) }
            guard checked.insert(TestSet(app: cell.app, mode: cell.mode, overrides: matching)).inserted else {
                continue
            }
            let more = matching.flatMap { testing[$0].smoke }
            check(smoke.located(app: cell.app, mode: cell.mode) + more, of: cell, findings)
        }
    }

    private func check(_ tests: [LocatedTest], of cell: Cell, _ findings: Findings) {
        if tests.isEmpty, let place = places.apps[cell.app] { findings.report(.noTests(cell), at: place) }
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

/// What decides on the tests of a cell.
private struct TestSet: Hashable {
    let app: String
    let mode: Mode
    let overrides: [Int]
}
