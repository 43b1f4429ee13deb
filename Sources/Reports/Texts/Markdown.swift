/// Text as GitHub's and GitLab's Markdown show it unchanged.
enum Markdown {
    /// Foreign text within a line or a table: one line, with everything that would be read as markup escaped.
    static func text(_ raw: String) -> String {
        var text = ""
        for character in PlainText(raw).oneLine.replacing("\t", with: " ") {
            switch character {
            case "&": text += "&amp;"
            case "<": text += "&lt;"
            case ">": text += "&gt;"
            case "\\", "`", "*", "_", "[", "]", "|", "~", "#", "$", "@": text += "\\\(character)"
            default: text.append(character)
            }
        }
        return text
    }

    /// Foreign text as code within a line, but not within a table, where a bar would end the cell.
    static func code(_ raw: String) -> String {
        let line = PlainText(raw).oneLine
        let fence = String(repeating: "`", count: longestRun(of: "`", in: line) + 1)
        let space = line.hasPrefix("`") || line.hasSuffix("`") ? " " : ""
        return line.isEmpty ? "" : fence + space + line + space + fence
    }

    /// Foreign lines as a block of code, whose fence is longer than any in them.
    static func block(_ lines: [String], language: String = "text") -> String {
        let clean = lines.flatMap { PlainText($0).lines }
        let longest = clean.map { longestRun(of: "`", in: $0) }.max() ?? 0
        let fence = String(repeating: "`", count: max(3, longest + 1))
        return ([fence + language] + clean + [fence]).joined(separator: "\n") + "\n"
    }

    private static func longestRun(of character: Character, in text: String) -> Int {
        var longest = 0
        var current = 0
        for next in text {
            current = next == character ? current + 1 : 0
            longest = max(longest, current)
        }
        return longest
    }
}

/// A table in Markdown; the cells are Markdown already.
struct MarkdownTable {
    enum Column {
        case left(String)
        case right(String)
    }

    private let header: String
    private(set) var rows: [String] = []

    init(columns: [Column]) {
        let titles = columns.map { column in
            switch column {
            case .left(let title), .right(let title): title
            }
        }
        let rules = columns.map { column in
            switch column {
            case .left: "---"
            case .right: "---:"
            }
        }
        header = MarkdownTable.row(titles) + MarkdownTable.row(rules)
    }

    mutating func add(_ cells: [String]) { rows.append(MarkdownTable.row(cells)) }

    var text: String { text(rows) }

    /// The table with only these of its rows.
    func text(_ rows: [String]) -> String { header + rows.joined() }

    /// One row.
    static func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |\n" }
}
