/// A line of a screen, put together from painted parts and measured in columns.
struct PaintedLine {
    private struct Part {
        var text: String
        var paint: Style.Paint?
    }

    private var parts: [Part] = []
    /// How many columns it takes.
    private(set) var width = 0

    init(_ text: String = "", _ paint: Style.Paint? = nil) { add(text, paint) }

    /// Puts more text behind it.
    mutating func add(_ text: String, _ paint: Style.Paint? = nil) {
        if text.isEmpty { return }
        width += ScreenText(text).width
        if let last = parts.last, last.paint == paint {
            parts[parts.count - 1].text += text
        } else {
            parts.append(Part(text: text, paint: paint))
        }
    }

    /// Puts another line behind it.
    mutating func add(_ other: PaintedLine) { for part in other.parts { add(part.text, part.paint) } }

    /// Puts spaces behind it until it takes that many columns.
    mutating func pad(to columns: Int) {
        if columns > width { add(String(repeating: " ", count: columns - width)) }
    }

    /// The line, cut with an ellipsis if it is wider.
    func cut(to columns: Int) -> PaintedLine {
        if width <= columns { return self }
        var line = PaintedLine()
        for part in parts {
            let rest = columns - line.width
            let isWhole = ScreenText(part.text).width < rest
            line.add(isWhole ? part.text : ScreenText(part.text + " ").cut(to: rest), part.paint)
            if !isWhole { break }
        }
        return line
    }

    /// The line with its colours.
    func text(_ style: Style) -> String {
        parts.map { part in part.paint.map { style.paint(part.text, $0) } ?? part.text }.joined()
    }
}
