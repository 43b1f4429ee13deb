package import Matrix

extension ActionGraph {
    /// The graph as reports show it: the actions in an order in which they could be done.
    package func planned(_ history: History) -> [PlannedAction] {
        let seconds = history.estimates(for: self)
        return actions.indices.map { place in
            let action = actions[place]
            return PlannedAction(
                key: action.key, stage: action.stage, subject: action.subject,
                needs: action.needs.map { actions[$0].key },
                cells: users[place].map { cells[$0].id }, cached: action.isDone, seconds: seconds[place])
        }
    }
}
