package import Matrix

/// The actions of a run and the cells that need them. An action stands behind all it needs, so the graph has no cycles.
package struct ActionGraph: Sendable {
    package private(set) var actions: [Action] = []
    /// The cells in the plan's order.
    package private(set) var cells: [CellActions] = []
    /// The cells of each action, by their places, in the plan's order.
    package private(set) var users: [[Int]] = []
    private var places: [String: Int] = [:]

    package init() {}

    /// The actions of one cell.
    package struct CellActions: Sendable {
        package let id: CellID
        /// The places of all actions it needs, in the order of their stages.
        package let actions: [Int]
        /// What keeps it from being begun at all.
        package let failure: Failure?
        package let rule: OutcomeRule
        /// The seconds that all its actions together may take.
        package let timeout: Double?
    }

    /// Adds an action, unless one with its key is there; returns its place.
    package mutating func add(_ key: String, _ make: () -> Action) -> Int {
        if let place = places[key] { return place }
        let place = actions.count
        actions.append(make())
        users.append([])
        places[key] = place
        return place
    }

    /// Adds a cell with its last actions; all that these need is found from there.
    package mutating func add(
        _ id: CellID, ends: [Int], failure: Failure? = nil, rule: OutcomeRule = .required, timeout: Double? = nil
    ) {
        let needed = closure(of: ends)
        for place in needed { users[place].append(cells.count) }
        cells.append(CellActions(id: id, actions: needed, failure: failure, rule: rule, timeout: timeout))
    }

    private func closure(of ends: [Int]) -> [Int] {
        var found = Set(ends)
        var open = ends
        while let place = open.popLast() {
            for need in actions[place].needs where found.insert(need).inserted { open.append(need) }
        }
        return found.sorted()
    }
}
