/// The titles above a table of cells: the groups of columns, and the columns themselves.
struct GridHeading {
    let table: Arrangements.Table
    /// How wide columns are, and what stands between them.
    let width: Int
    let gap: Int
    /// Where each column begins, and where another one would.
    let starts: [Int]

    /// At most two lines; where columns are too tight for titles, their names stand in order.
    func lines(_ columns: Int) -> [PaintedLine] {
        var lines: [PaintedLine] = []
        if table.groups.count > 1 { lines.append(titles(table.groups.map { ($0.name, $0.columns) })) }
        if table.columns.allSatisfy(\.isEmpty) { return lines }
        let short = ShortNames(table.columns)
        let names = short.width <= width ? short.names : table.columns
        let first = table.groups.first.map { Array(names[$0.columns]) } ?? names
        if width > 4, Set(first.map { fitted($0, width) }).count == first.count {
            lines.append(titles(names.enumerated().map { ($1, $0..<$0 + 1) }))
        } else {
            lines.append(list(table.groups.first.map { Array(short.names[$0.columns]) } ?? short.names))
        }
        return lines.map { $0.cut(to: columns) }
    }

    private func titles(_ titles: [(text: String, columns: Range<Int>)]) -> PaintedLine {
        var line = PaintedLine()
        for title in titles {
            let (start, end) = (starts[title.columns.lowerBound], starts[title.columns.upperBound])
            line.pad(to: start)
            line.add(fitted(title.text, max(width, end - start - gap)), .dim)
        }
        return line
    }

    /// A title, cut to its width; a version loses its last numbers.
    private func fitted(_ title: String, _ width: Int) -> String {
        if ScreenText(title).width <= width { return title }
        let isVersion = title.utf8.allSatisfy { $0 == UInt8(ascii: ".") || (48...57).contains($0) }
        var parts = isVersion ? title.split(separator: ".") : []
        while parts.count > 1 {
            parts.removeLast()
            let short = parts.joined(separator: ".")
            if short.utf8.count <= width { return short }
        }
        return ScreenText(title).cut(to: width)
    }

    /// The names of the columns of each group, from left to right.
    private func list(_ names: [String]) -> PaintedLine {
        let begin = starts.first ?? 0
        var line = PaintedLine(begin >= 7 ? " each" : "", .dim)
        line.pad(to: begin)
        line.add(names.joined(separator: " "), .dim)
        return line
    }
}

/// Names without what all of them end with, such as an architecture.
struct ShortNames {
    let names: [String]
    /// The columns that the longest takes.
    var width: Int { names.map { ScreenText($0).width }.max() ?? 0 }

    init(_ full: [String]) {
        guard let first = full.first, Set(full).count > 1 else {
            names = full
            return
        }
        let parts = full.map { $0.split(separator: "_", omittingEmptySubsequences: false) }
        let shortest = parts.map(\.count).min() ?? 0
        let last = first.split(separator: "_", omittingEmptySubsequences: false)
        var shared = 0
        while shared < shortest - 1, parts.allSatisfy({ $0[$0.count - 1 - shared] == last[last.count - 1 - shared] }) {
            shared += 1
        }
        names = parts.map { $0.dropLast(shared).joined(separator: "_") }
    }
}
