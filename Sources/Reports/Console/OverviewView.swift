/// More cells than a table has room for: a symbol for each, or else sums with a bar, for each program or all together.
struct OverviewView {
    let progress: Progress
    let symbols: Symbols
    let columns: Int
    let rows: Int
    /// Seconds since 1970.
    let now: Double

    /// At most as many lines as there are rows.
    var lines: [PaintedLine] {
        if progress.cells.count <= columns * rows, let strips { return strips }
        return bars
    }

    /// Every cell's symbol behind the program's name; `nil` when that takes more lines than there are.
    private var strips: [PaintedLine]? {
        let names = progress.arrangements.programs
        let name = nameWidth(names)
        let room = columns - name - 3
        guard room >= 8, names.count <= rows else { return nil }
        var lines: [[PaintedLine]] = names.map { name in [PaintedLine(" " + ScreenText(name).cut(to: nameWidth(names)))]
        }
        var used = [Int](repeating: 0, count: names.count)
        for (cell, program) in zip(progress.cells, progress.arrangements.programOfCell) {
            if used[program] == room {
                lines[program].append(PaintedLine())
                used[program] = 0
            }
            lines[program][lines[program].count - 1].pad(to: name + 3)
            lines[program][lines[program].count - 1].add(cell.state.symbol(symbols, now), cell.state.paint)
            used[program] += 1
        }
        let all = lines.flatMap { $0 }
        return all.count <= rows ? all : nil
    }

    /// Sums and a bar for each program, or for all of them.
    private var bars: [PaintedLine] {
        let names = progress.arrangements.programs
        if names.count > rows || names.count < 2 {
            var all = Tally()
            for cell in progress.cells { all.add(cell) }
            return rows > 0 ? [line("", 0, all)] : []
        }
        var tallies = [Tally](repeating: Tally(), count: names.count)
        for (cell, program) in zip(progress.cells, progress.arrangements.programOfCell) { tallies[program].add(cell) }
        return zip(names, tallies).map { line($0, nameWidth(names), $1) }
    }

    private func nameWidth(_ names: [String]) -> Int {
        min(columns / 3, 40, names.map { ScreenText($0).width }.max() ?? 0)
    }

    private func line(_ name: String, _ width: Int, _ tally: Tally) -> PaintedLine {
        var line = PaintedLine(" " + ScreenText(name).cut(to: width))
        line.pad(to: width > 0 ? width + 3 : 1)
        let sums = tally.sums(symbols, now)
        line.add(tally.bar(symbols, min(40, columns - line.width - 2 - sums.width)))
        line.pad(to: line.width + 2)
        line.add(sums)
        return line.cut(to: columns)
    }
}

/// How many cells of a kind are in which state.
struct Tally {
    private var all = 0
    private var passed = 0
    private var bad = 0
    private var active = 0
    private var other = 0

    mutating func add(_ cell: CellProgress) {
        all += 1
        switch cell.state {
        case .waiting: break
        case .running: active += 1
        case .passed, .flaky: passed += 1
        case .failed, .interrupted: bad += 1
        case .allowedToFail, .expectedToFail, .skipped: other += 1
        }
    }

    /// The shares of the states, each with a character of its own.
    func bar(_ symbols: Symbols, _ width: Int) -> PaintedLine {
        guard width >= 8, all > 0 else { return PaintedLine() }
        var line = PaintedLine()
        var sum = 0
        let shares: [(Int, String, Style.Paint)] = [
            (passed + other, symbols.done, .green), (bad, symbols.bad, .red), (active, symbols.active, .cyan),
            (all - passed - other - bad - active, symbols.rest, .dim),
        ]
        for (count, text, paint) in shares {
            sum += count
            line.add(String(repeating: text, count: max(0, width * sum / all - line.width)), paint)
        }
        return line
    }

    /// Such as `120/400  ✗ 3`.
    func sums(_ symbols: Symbols, _ now: Double) -> PaintedLine {
        var line = PaintedLine("\(passed + other + bad)/\(all)")
        if bad > 0 { line.add("  \(symbols.failed) \(bad)", .red) }
        if active > 0 { line.add("  \(symbols.running(at: now)) \(active)", .cyan) }
        return line
    }
}
