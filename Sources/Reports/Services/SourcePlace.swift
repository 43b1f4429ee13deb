/// A place in a source file at the beginning of a text: `lib/a.ex:3:5: …`.
struct SourcePlace {
    private static let kinds = [".ex", ".exs", ".eex", ".heex", ".leex", ".erl", ".hrl", ".yrl", ".xrl", ".src"]

    var file: String
    var line: Int
    var column: Int?
    /// What stands behind it.
    var rest: String

    init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ":", maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count >= 2, let line = Int(parts[1]), line > 0, !parts[0].hasPrefix("("),
            SourcePlace.kinds.contains(where: { parts[0].hasSuffix($0) })
        else { return nil }
        file = String(parts[0])
        self.line = line
        column = parts.count > 2 ? Int(parts[2]) : nil
        let behind = parts.dropFirst(column == nil ? 2 : 3).joined(separator: ":")
        rest = String(behind.drop { $0 == " " })
    }
}
