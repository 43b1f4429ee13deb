package import Matrix

/// Which action it is.
package struct ActionID: Hashable, Sendable {
    let stage: Stage
    let key: String

    /// - Parameter key: the action's; one without a key is known by its first cell.
    init(_ stage: Stage, _ key: String, _ cells: [CellID]) {
        self.stage = stage
        self.key = key.isEmpty ? cells.first?.text ?? "" : key
    }
}

/// An action that is being done.
package struct Activity: Sendable {
    package let id: ActionID
    /// The cell whose logs hold its output.
    package let cell: CellID
    /// Since when, in seconds since 1970.
    package let since: Double
    /// The places of the cells that wait for it.
    let cells: [Int]
    /// The cell's name as screens show it.
    let name: String
    /// Seconds it took in earlier runs; 0 for unknown.
    let expected: Double
    /// The how many-eth it is.
    let number: Int

    var stage: Stage { id.stage }

    /// The cell, and how many more wait for it.
    var title: String { cells.count > 1 ? "\(name) and \(cells.count - 1) more" : name }

    /// Seconds it has taken so far.
    func elapsed(_ now: Double) -> Double { max(0, now - since) }

    /// Such as `12 s, about 5 s left`.
    func time(_ now: Double) -> String {
        let elapsed = elapsed(now)
        if expected <= 0 { return Span(elapsed).text }
        if elapsed < expected { return "\(Span(elapsed).text), \(Span(expected - elapsed).left)" }
        return "\(Span(elapsed).text), usually \(Span(expected).rough)"
    }
}
