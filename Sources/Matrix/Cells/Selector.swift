/// Picks cells by their axes, as `when:`, `exclude:` and `include:` of the matrix file do; an absent axis matches everything.
package struct Selector: Hashable, Sendable {
    /// Patterns by axis; `*` stands for any text. Several patterns of one axis are alternatives.
    package let patterns: [Axis: [String]]
    /// The same, ready to be compared.
    private let conditions: [Condition]

    /// The axes a selector can name.
    package enum Axis: String, CaseIterable, Codable, Sendable { case app, mode, otp, elixir, target }

    /// The patterns of one axis.
    struct Condition: Hashable {
        let axis: Axis
        let globs: [Glob]
    }

    package init(_ patterns: [Axis: [String]] = [:]) {
        self.patterns = patterns
        conditions = Axis.allCases.compactMap { axis in
            patterns[axis].map { Condition(axis: axis, globs: $0.map { Glob(Self.name($0, on: axis)) }) }
        }
    }

    /// What cells have for a pattern: targets may be called by their triples, too.
    private static func name(_ pattern: String, on axis: Axis) -> String {
        axis == .target ? Target.named(pattern, host: .x86_64)?.name ?? pattern : pattern
    }

    /// Whether the cell is picked.
    package func matches(_ cell: Cell) -> Bool {
        for condition in conditions where !condition.matches(cell) { return false }
        return true
    }
}

extension Selector.Condition {
    func matches(_ cell: Cell) -> Bool {
        switch axis {
        case .app: matches(cell.app)
        case .mode: matches(cell.mode.rawValue)
        case .target: matches(cell.target.name)
        case .otp: matches(version: cell.otp, request: cell.otpRequest)
        case .elixir: matches(version: cell.elixir, request: cell.elixirRequest)
        }
    }

    private func matches(_ text: String) -> Bool {
        for glob in globs where glob.matches(text) { return true }
        return false
    }

    private func matches(version: Version?, request: VersionRequest?) -> Bool {
        for glob in globs where matches(glob, version: version, request: request) { return true }
        return false
    }

    /// A version is matched by its text, by a leading part of it (`27` matches `27.3.4.1`) or by a pattern.
    private func matches(_ glob: Glob, version: Version?, request: VersionRequest?) -> Bool {
        if let request, glob.matches(request.text) { return true }
        if let version { return glob.matches(version.text) || glob.leads(version.text) }
        // Not resolved yet (`bmatrix check`): "27.3*" may still turn out to match "27", and anything `latest`.
        guard let request, request.version != nil else { return true }
        return glob.leads(request.text) || glob.pattern.hasPrefix(request.text + ".")
    }
}

/// The JSON of a selector has its patterns.
extension Selector: Codable {
    private enum Key: String, CodingKey { case patterns }

    package init(from decoder: any Decoder) throws {
        self.init(try decoder.container(keyedBy: Key.self).decode([Axis: [String]].self, forKey: .patterns))
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(patterns, forKey: .patterns)
    }
}
