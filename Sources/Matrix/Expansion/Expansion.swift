/// The matrix of a file, ready to be expanded to cells.
package struct Expansion: Sendable {
    package var apps: [App]
    package var axes: Axes
    package var exclusions: [Exclusion]
    package var inclusions: [Inclusion]

    package init(apps: [App], axes: Axes, exclusions: [Exclusion] = [], inclusions: [Inclusion] = []) {
        self.apps = apps
        self.axes = axes
        self.exclusions = exclusions
        self.inclusions = inclusions
    }

    /// The most combinations that are expanded.
    package static let limit = 10_000

    /// Expands the matrix; without a resolution the cells keep the versions as they were asked for.
    ///
    /// Each combination of the axes is selected or dropped, never both. An inclusion brings back what an exclusion left out.
    package func plan(with resolution: Resolution?) -> (plan: Plan, problems: [PlanProblem]) {
        guard count <= Expansion.limit else { return (Plan(), [.tooManyCombinations(count)]) }
        var planner = Planner(self, resolution)
        for combination in combinations { planner.take(combination) }
        for (index, inclusion) in inclusions.enumerated() { planner.include(inclusion, index) }
        return planner.finished()
    }

    /// The product of the axes over each app's own modes, in the order of the file.
    var combinations: [Combination] {
        apps.flatMap { app in
            axes.modes.filter(app.modes.contains).flatMap { mode in
                axes.otp.flatMap { otp in
                    elixirs.flatMap { elixir in
                        axes.targets.map { target in
                            Combination(
                                app: app.name, mode: mode, otp: otp, elixir: elixir, target: target,
                                namesElixir: elixirs.count > 1)
                        }
                    }
                }
            }
        }
    }

    /// The number of combinations, told without making them.
    private var count: Int {
        let modes = apps.reduce(0) { $0 + axes.modes.filter($1.modes.contains).count }
        return [axes.otp.count, elixirs.count, axes.targets.count].reduce(modes) { product, count in
            let (result, overflow) = product.multipliedReportingOverflow(by: count)
            return overflow ? .max : result
        }
    }

    /// The Elixir requests, `nil` for an automatic one.
    var elixirs: [VersionRequest?] {
        switch axes.elixir {
        case .automatic: [nil]
        case .requests(let requests): requests
        }
    }

    /// The combination of an inclusion: without an Elixir of its own it has the axis's only one, and with one that is not
    /// the axis's only one it is named after it.
    func combination(_ inclusion: Inclusion) -> Combination {
        let elixir = inclusion.elixir ?? (elixirs.count == 1 ? elixirs.first ?? nil : nil)
        return Combination(
            app: inclusion.app, mode: inclusion.mode, otp: inclusion.otp, elixir: elixir, target: inclusion.target,
            namesElixir: elixirs != [elixir])
    }
}
