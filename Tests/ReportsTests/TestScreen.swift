/// As much of a terminal as the live view uses: it scrolls, wraps, moves up and erases.
struct TestScreen {
    private(set) var columns: Int
    private(set) var rows: Int
    /// What has scrolled away, and what is to be seen; a line that was wrapped goes on in the next.
    private var lines: [Line] = []
    private var cursor = (row: 0, column: 0)
    private(set) var isCursorShown = true
    private var sequence = ""

    private struct Line {
        var text: [Character] = []
        var isWrapped = false
    }

    init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
        lines = [Line()]
    }

    /// All lines since the beginning, without empty ones at the end.
    var text: [String] {
        var all = lines.map { String($0.text) }
        while all.last?.allSatisfy({ $0 == " " }) ?? false { all.removeLast() }
        return all
    }

    /// The first line that is to be seen.
    private var top: Int { max(0, lines.count - rows) }

    mutating func write(_ text: String) {
        for scalar in text.unicodeScalars {
            if !sequence.isEmpty {
                sequence.unicodeScalars.append(scalar)
                if sequence.count > 2, (0x40...0x7E).contains(scalar.value) { obey() }
            } else {
                put(scalar)
            }
        }
    }

    /// Makes the terminal another size, as those do that wrap what is too long: the cursor stays in its line.
    mutating func resize(columns: Int, rows: Int) {
        var all: [Line] = []
        var row = 0
        for (index, line) in lines.enumerated() {
            var rest = line.text[...]
            repeat {
                let isWrapped = rest.count > columns
                all.append(Line(text: Array(rest.prefix(columns)), isWrapped: isWrapped))
                rest = rest.dropFirst(columns)
            } while !rest.isEmpty
            if index == cursor.row { row = all.count - 1 }
        }
        (lines, self.columns, self.rows) = (all, columns, rows)
        cursor = (row, min(cursor.column, columns))
    }

    private mutating func put(_ scalar: Unicode.Scalar) {
        switch scalar {
        case "\r": cursor.column = 0
        case "\n": down()
        case "\u{1B}": sequence = "\u{1B}"
        default:
            if cursor.column >= columns {
                lines[cursor.row].isWrapped = true
                down()
                cursor.column = 0
            }
            var line = lines[cursor.row].text
            while line.count <= cursor.column { line.append(" ") }
            line[cursor.column] = Character(scalar)
            lines[cursor.row].text = line
            cursor.column += 1
        }
    }

    private mutating func down() {
        cursor.row += 1
        if cursor.row == lines.count { lines.append(Line()) }
    }

    private mutating func obey() {
        let body = sequence.dropFirst(2).dropLast()
        switch (sequence.last, body) {
        case ("A", _): cursor.row = max(top, cursor.row - max(1, Int(body) ?? 1))
        case ("K", _): lines[cursor.row].text = Array(lines[cursor.row].text.prefix(cursor.column))
        case ("J", _):
            lines[cursor.row].text = Array(lines[cursor.row].text.prefix(cursor.column))
            for row in lines.indices where row > cursor.row { lines[row] = Line() }
        case ("h", "?25"): isCursorShown = true
        case ("l", "?25"): isCursorShown = false
        default: break
        }
        sequence = ""
    }
}
