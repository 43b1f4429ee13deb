/// Picks cells by their axes, as `when:`, `exclude:` and `include:` of the matrix file do; an absent axis matches everything.
package struct Selector: Hashable, Codable, Sendable {
    /// Patterns by axis; `*` stands for any text. Several patterns of one axis are alternatives.
    package var patterns: [Axis: [String]]

    /// The axes a selector can name.
    package enum Axis: String, CaseIterable, Codable, Sendable { case app, mode, otp, elixir, target }

    package init(_ patterns: [Axis: [String]] = [:]) { self.patterns = patterns }

    /// Whether the cell is picked.
    package func matches(_ cell: Cell) -> Bool {
        patterns.allSatisfy { axis, alternatives in
            alternatives.contains { pattern in matches(pattern, axis, cell) }
        }
    }

    private func matches(_ pattern: String, _ axis: Axis, _ cell: Cell) -> Bool {
        switch axis {
        case .app: Glob(pattern).matches(cell.app)
        case .mode: Glob(pattern).matches(cell.mode.rawValue)
        case .target: Glob(pattern).matches(cell.target.name)
        case .otp: matches(pattern, version: cell.otp, request: cell.otpRequest)
        case .elixir: matches(pattern, version: cell.elixir, request: cell.elixirRequest)
        }
    }

    /// A version is matched by its text, by a leading part of it (`27` matches `27.3.4.1`) or by a pattern.
    private func matches(_ pattern: String, version: Version?, request: VersionRequest?) -> Bool {
        if let request, Glob(pattern).matches(request.text) { return true }
        if let version { return Glob(pattern).matches(version.text) || version.text.hasPrefix(pattern + ".") }
        // Not resolved yet (`bmatrix check`): "27.3*" may still turn out to match "27".
        guard let request else { return true }
        if request.text.hasPrefix(pattern + ".") { return true }
        return pattern.hasPrefix(request.text + ".")
    }
}

/// A pattern in which `*` stands for any text, also none.
package struct Glob: Hashable, Sendable {
    private let parts: [Substring]

    package init(_ pattern: String) { parts = pattern.split(separator: "*", omittingEmptySubsequences: false) }

    /// Whether the whole text matches.
    package func matches(_ text: String) -> Bool {
        guard let first = parts.first, let last = parts.last, text.hasPrefix(first) else { return false }
        if parts.count == 1 { return text == first }
        var rest = text.dropFirst(first.count)
        for part in parts.dropFirst().dropLast() where !part.isEmpty {
            guard let found = rest.firstRange(of: part) else { return false }
            rest = rest[found.upperBound...]
        }
        return rest.hasSuffix(last)
    }
}
