/// The actions that have to be done: those without a result that a cell's end needs, not those whose results only go into
/// results that are there.
struct WantedActions {
    /// Whether each action is wanted, by its place.
    let wanted: [Bool]

    init(_ graph: ActionGraph) {
        var wanted = [Bool](repeating: false, count: graph.actions.count)
        let needed = Set(graph.actions.flatMap(\.needs))
        // Backwards: an action stands behind all it needs.
        for place in graph.actions.indices.reversed() {
            let isAskedFor = wanted[place] || (!needed.contains(place) && !graph.users[place].isEmpty)
            wanted[place] = isAskedFor && !graph.actions[place].isDone
            if wanted[place] { for need in graph.actions[place].needs { wanted[need] = true } }
        }
        self.wanted = wanted
    }
}
