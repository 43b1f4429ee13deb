/// What a run will do: the selected cells, and the dropped ones each with its reason.
package struct Plan: Hashable, Codable, Sendable {
    /// The selected cells by app, mode, OTP, Elixir and target, in the order of the matrix file.
    package internal(set) var cells: [Cell] = []
    /// The combinations that are left out, in the same order.
    package internal(set) var dropped: [DroppedCell] = []
    /// Selected cells that cannot be built because no source has their OTP or Elixir.
    package internal(set) var failures: [CellID: Failure] = [:]

    package init() {}
}

/// A fault of the matrix file that shows only when it is expanded.
package enum PlanProblem: Hashable, Sendable {
    /// The exclusion of this index matches no combination.
    case exclusionMatchesNothing(Int)
    /// The inclusion of this index names a cell that the axes have already.
    case inclusionDuplicates(Int, CellID)
    /// The inclusion of this index asks for what cannot be built.
    case inclusionUnsupported(Int, reason: String)
    /// The inclusion of this index names a mode that its app does not declare.
    case inclusionOfUndeclaredMode(Int)
    /// There are more combinations than `Expansion.limit`; nothing was expanded.
    case tooManyCombinations(Int)
    /// Two requests of one axis mean the same version.
    case sameVersion(Selector.Axis, VersionRequest, VersionRequest, Version)
}
