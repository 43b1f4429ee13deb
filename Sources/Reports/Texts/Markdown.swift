/// Text as GitHub's and GitLab's Markdown show it unchanged.
enum Markdown {
    /// Foreign text within a line or a table: one line, with everything that would be read as markup escaped.
    static func text(_ raw: String) -> String {
        var line = PlainText(raw).oneLine
        var text: [UInt8] = []
        line.withUTF8 { utf8 in
            text.reserveCapacity(utf8.count + 16)
            for byte in utf8 {
                switch byte {
                case UInt8(ascii: "\t"): text.append(UInt8(ascii: " "))
                case UInt8(ascii: "&"): text.append(contentsOf: "&amp;".utf8)
                case UInt8(ascii: "<"): text.append(contentsOf: "&lt;".utf8)
                case UInt8(ascii: ">"): text.append(contentsOf: "&gt;".utf8)
                case _ where isMarkup(byte): text.append(contentsOf: [UInt8(ascii: "\\"), byte])
                default: text.append(byte)
                }
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    private static func isMarkup(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "\\"), UInt8(ascii: "`"), UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "["),
            UInt8(ascii: "]"), UInt8(ascii: "|"), UInt8(ascii: "~"), UInt8(ascii: "#"), UInt8(ascii: "$"),
            UInt8(ascii: "@"):
            true
        default: false
        }
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
