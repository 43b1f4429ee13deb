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
        let resolution = resolution.map(choosingForAll)
        var planner = Planner(self)
        let resolved = variants.compactMap { planner.distinct($0.resolved(resolution)) }
        for app in apps {
            for resolved in resolved where app.modes.contains(resolved.variant.mode) {
                planner.take(resolved, app.name)
            }
        }
        for (index, inclusion) in inclusions.enumerated() {
            planner.include(inclusion, variant(inclusion).resolved(resolution), index)
        }
        return planner.finished()
    }

    /// The same, with an answer to `auto`: one version for all targets that something is built for.
    private func choosingForAll(_ resolution: Resolution) -> Resolution {
        guard (axes.otp + inclusions.map(\.otp)).contains(.automatic) else { return resolution }
        var seen: Set<Target> = []
        let targets = (axes.targets + inclusions.filter { $0.otp == .automatic }.map(\.target))
            .filter { Support.objection(target: $0) == nil && seen.insert($0).inserted }
        let automatic = AutomaticVersion(targets.map { ($0, resolution.offered($0)) })
        let answer = automatic.version.map(Result.success) ?? .failure(automatic.unavailable)
        return Resolution(
            otp: { request, target in request == .automatic ? answer : resolution.otp(request, target) },
            elixir: resolution.elixir, offered: resolution.offered)
    }

    /// The product of the axes over each app's own modes, in the order of the file.
    var combinations: [Combination] {
        apps.flatMap { app in
            variants.filter { app.modes.contains($0.mode) }.map { Combination(app: app.name, variant: $0) }
        }
    }

    /// The product of the other axes over the modes that any app has.
    private var variants: [Variant] {
        let (elixirs, used) = (elixirs, Set(apps.flatMap(\.modes)))
        return axes.modes.filter(used.contains).flatMap { mode in
            axes.otp.flatMap { otp in
                elixirs.flatMap { elixir in
                    axes.targets.map { target in
                        Variant(mode: mode, otp: otp, elixir: elixir, target: target, namesElixir: elixirs.count > 1)
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

    /// What an inclusion asks for: without an Elixir of its own it has the axis's only one, and with one that is not
    /// the axis's only one it is named after it.
    private func variant(_ inclusion: Inclusion) -> Variant {
        let elixir = inclusion.elixir ?? (elixirs.count == 1 ? elixirs.first ?? nil : nil)
        return Variant(
            mode: inclusion.mode, otp: inclusion.otp, elixir: elixir, target: inclusion.target,
            namesElixir: elixirs != [elixir])
    }
}
