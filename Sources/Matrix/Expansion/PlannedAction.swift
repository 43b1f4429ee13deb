/// An action of a plan's graph, as reports show it.
package struct PlannedAction: Hashable, Codable, Sendable {
    /// The hash of all that it reads, in hexadecimal.
    package var key: String
    package var stage: Stage
    /// What it makes, for people.
    package var subject: String
    /// The keys of the actions whose results it needs.
    package var needs: [String]
    package var cells: [CellID]
    /// Whether its result is in the cache.
    package var cached: Bool
    /// Expected seconds of the work, from earlier runs or of a small project.
    package var seconds: Double

    package init(
        key: String, stage: Stage, subject: String, needs: [String], cells: [CellID], cached: Bool, seconds: Double
    ) {
        self.key = key
        self.stage = stage
        self.subject = subject
        self.needs = needs
        self.cells = cells
        self.cached = cached
        self.seconds = seconds
    }
}
