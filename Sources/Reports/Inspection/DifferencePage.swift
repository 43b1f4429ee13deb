import Matrix

extension Difference {
    /// How many files are listed unless all are wanted.
    private static let shownFiles = 20

    /// The differences for people; of the files those that differ most, unless all are wanted.
    package func lines(all: Bool = false, style: Style = .plain) -> [String] {
        var lines = ["\(old.file) → \(new.file): \(growth(old.size, new.size))"]
        if isEmpty { return lines + ["no difference"] }
        let sections = [
            ("Manifest", manifestTable(style)), ("Parts", sizeTable("part", parts, style)),
            ("Libraries", sizeTable("library", libraries, style)), (fileTitle, fileLines(all, style)),
        ]
        for (title, body) in sections where !body.isEmpty {
            lines += ["", style.paint(title, .bold)] + body.map { "  " + $0 }
        }
        return lines
    }

    private func growth(_ old: Int, _ new: Int) -> String {
        let sign = new > old ? "+" : ""
        let share = old > 0 ? " (\(sign)\(Percent(new - old, of: old).text))" : ""
        return "\(ByteCount(old).exact) → \(ByteCount(new).exact) bytes, \(sign)\(ByteCount(new - old).exact)\(share)"
    }

    private func manifestTable(_ style: Style) -> [String] {
        if manifest.isEmpty { return [] }
        var table = TextTable(["key", "old", "new"])
        for change in manifest { table.add([change.key, short(change.old), short(change.new)].map { .init($0) }) }
        return table.lines(style)
    }

    private func short(_ value: String?) -> String {
        guard let value else { return "–" }
        return value.count > 60 ? value.prefix(57) + "…" : value
    }

    private func sizeTable(_ title: String, _ changes: [SizeChange], _ style: Style) -> [String] {
        let shown = changes.filter { $0.old != $0.new || $0.oldVersion != $0.newVersion || title == "library" }
        if shown.isEmpty { return [] }
        var table = TextTable([title, "version", "old", "new", "growth"], right: ["old", "new", "growth"])
        for change in shown {
            let numbers = [change.old, change.new].map { ByteCount($0).exact } + [signed(change.growth)]
            table.add(
                [.init(change.name), .init(versions(change))]
                    + numbers.map { .init($0, isRight: true) })
        }
        return table.lines(style)
    }

    private func versions(_ change: SizeChange) -> String {
        let (old, new) = (change.oldVersion ?? "", change.newVersion ?? "")
        if old == new { return new }
        return "\(old.isEmpty ? "–" : old) → \(new.isEmpty ? "–" : new)"
    }

    private func signed(_ bytes: Int) -> String { (bytes > 0 ? "+" : "") + ByteCount(bytes).exact }

    private var fileTitle: String {
        let kinds: [FileChange.Kind] = [.added, .removed, .grown, .shrunk, .changed]
        let counts = kinds.compactMap { kind in
            let count = changes.count { $0.kind == kind }
            return count > 0 ? "\(count) \(kind.rawValue)" : nil
        }
        return "Files: \(counts.joined(separator: ", "))"
    }

    private func fileLines(_ all: Bool, _ style: Style) -> [String] {
        if changes.isEmpty { return [] }
        let ordered = changes.sorted { ($1.growth.magnitude, $0.path) < ($0.growth.magnitude, $1.path) }
        let shown = all ? ordered : Array(ordered.prefix(Self.shownFiles))
        var table = TextTable(["change", "file", "part", "growth"], right: ["growth"])
        for change in shown {
            table.add([
                .init(change.kind.rawValue, paint(change.kind)), .init(change.path), .init(change.component.rawValue),
                .init(signed(change.growth), isRight: true),
            ])
        }
        let rest = changes.count - shown.count
        return table.lines(style) + (rest > 0 ? ["… and \(rest) more; --all lists them"] : [])
    }

    private func paint(_ kind: FileChange.Kind) -> Style.Paint {
        switch kind {
        case .added, .grown: .red
        case .removed, .shrunk: .green
        case .changed: .yellow
        }
    }
}
