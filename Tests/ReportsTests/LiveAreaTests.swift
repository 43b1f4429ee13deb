import Testing

@testable import Reports

@Suite struct LiveAreaTests {
    private var area = LiveArea()
    private var screen = TestScreen(columns: 20, rows: 8)

    private mutating func draw(_ lines: [String], above: [String] = []) {
        screen.write(area.draw(lines, above: above, columns: screen.columns, rows: screen.rows))
    }

    @Test("Lines replace the ones before, whether there are more or fewer")
    mutating func replaces() {
        screen.write("$ bmatrix run\r\n")
        for lines in [["a", "b"], ["a", "c"], ["a"], [], ["one", "two", "three"], ["one", "2"]] {
            draw(lines)
            #expect(screen.text == ["$ bmatrix run"] + lines)
        }
        #expect(area.draw(["one", "2"], columns: 20, rows: 8).isEmpty, "nothing has changed")
    }

    @Test("What is done scrolls away above, however much it is and however long it is")
    mutating func scrolls() {
        let long = String(repeating: "x", count: 50)
        var done: [String] = []
        for number in 0..<30 {
            draw(["-----", "state \(number)"], above: ["done \(number)"])
            done.append("done \(number)")
            #expect(screen.text == done + ["-----", "state \(number)"])
        }
        draw(["end"], above: [long])
        #expect(screen.text.suffix(4) == ["xxxxxxxxxxxxxxxxxxxx", "xxxxxxxxxxxxxxxxxxxx", "xxxxxxxxxx", "end"])
    }

    @Test(
        "A terminal that became narrower has wrapped the lines; they are taken away all the same",
        arguments: [19, 9, 4])
    mutating func shrinks(columns: Int) {
        draw(["aaaaaaaaaaaaaaaaaa", "bbbbbb"], above: ["done"])
        screen.resize(columns: columns, rows: 12)
        draw(["a", "b"])
        #expect(screen.text == ["done", "a", "b"])
        screen.resize(columns: 30, rows: 30)
        draw(["wide again", "b"])
        #expect(screen.text == ["done", "wide again", "b"])
    }

    @Test("A terminal of one or two rows is not scrolled", arguments: [1, 2])
    mutating func tiny(rows: Int) {
        screen = TestScreen(columns: 20, rows: rows)
        for number in 0..<5 {
            draw(["state \(number)"])
            #expect(screen.text == ["state \(number)"])
        }
        draw(["state"], above: ["done"])
        #expect(screen.text == ["done", "state"])
        screen.write(area.clear(above: ["end"], columns: 20, rows: rows))
        #expect(screen.text == ["done", "end"])
    }

    @Test("At the end nothing is left of it")
    mutating func clears() {
        draw(["a", "b"], above: ["done"])
        screen.write(area.clear(above: ["last"], columns: 20, rows: 8))
        #expect(screen.text == ["done", "last"])
        #expect(area.clear(columns: 20, rows: 8).isEmpty)
    }

    @Test("What is forgotten stays, and the next lines come below it")
    mutating func forgets() {
        draw(["a", "b"])
        area.forget()
        screen.write("$ fg\r\n")
        draw(["c"])
        #expect(screen.text == ["a", "b", "$ fg", "c"])
    }
}
