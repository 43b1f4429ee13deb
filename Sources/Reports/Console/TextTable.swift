/// A table of plain text whose columns line up.
struct TextTable {
    /// One cell of the table.
    struct Field {
        var text: String
        var paint: Style.Paint?
        var isRight = false

        init(_ text: String, _ paint: Style.Paint? = nil, isRight: Bool = false) {
            self.text = ScreenText(cleaning: text).text
            self.paint = paint
            self.isRight = isRight
        }
    }

    private var rows: [[Field]]

    /// - Parameter right: the titles of columns whose fields stand at the right.
    init(_ titles: [String], right: Set<String> = []) {
        rows = [titles.map { Field($0, .dim, isRight: right.contains($0)) }]
    }

    mutating func add(_ fields: [Field]) { rows.append(fields) }

    /// The rows, two spaces between columns, none at the ends.
    func lines(_ style: Style) -> [String] {
        var widths: [Int] = []
        for row in rows {
            for (column, field) in row.enumerated() {
                let width = ScreenText(field.text).width
                if column < widths.count { widths[column] = max(widths[column], width) } else { widths.append(width) }
            }
        }
        return rows.map { line($0, widths, style) }
    }

    private func line(_ row: [Field], _ widths: [Int], _ style: Style) -> String {
        var line = ""
        var owed = 0
        for (field, width) in zip(row, widths) {
            let padding = width - ScreenText(field.text).width
            if !field.text.isEmpty {
                line += String(repeating: " ", count: owed + (field.isRight ? padding : 0))
                line += field.paint.map { style.paint(field.text, $0) } ?? field.text
                owed = field.isRight ? 0 : padding
            } else {
                owed += padding
            }
            owed += 2
        }
        return line
    }
}
