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
        if progress.cells.count <= (columns - 1) * rows { return strips ?? flow }
        return bars
    }

    /// Every cell's symbol, without names.
    private var flow: [PaintedLine] {
        var lines: [PaintedLine] = []
        for cell in progress.cells {
            if lines.last.map({ $0.width >= columns - 1 }) ?? true { lines.append(PaintedLine(" ")) }
            lines[lines.count - 1].add(cell.state.symbol(symbols, now), cell.state.paint)
        }
        return Array(lines.prefix(rows))
    }

    /// Every cell's symbol behind the program's name; `nil` when that takes more lines than there are.
    private var strips: [PaintedLine]? {
        let names = progress.arrangements.axes.program.labels
        let name = nameWidth(names)
        let room = columns - name - 3
        guard room >= 8, names.count <= rows else { return nil }
        var lines: [[PaintedLine]] = names.map { name in [PaintedLine(" " + ScreenText(name).cut(to: nameWidth(names)))]
        }
        var used = [Int](repeating: 0, count: names.count)
        for (cell, program) in zip(progress.cells, progress.arrangements.axes.program.values) {
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

    /// Sums and a bar for each value of the first axis that has room, or for all cells.
    private var bars: [PaintedLine] {
        let axes = progress.arrangements.axes
        guard
            let axis = [axes.program, axes.version, axes.target].first(where: {
                $0.labels.count > 1 && $0.labels.count <= rows
            })
        else {
            var all = Tally()
            for index in progress.cells.indices { all.add(progress.cells[index].state) }
            return rows > 0 ? lines([""], [all]) : []
        }
        var tallies = [Tally](repeating: Tally(), count: axis.labels.count)
        for (index, value) in axis.values.enumerated() { tallies[value].add(progress.cells[index].state) }
        return lines(axis.labels, tallies)
    }

    private func nameWidth(_ names: [String]) -> Int {
        min(columns / 3, 40, names.map { ScreenText($0).width }.max() ?? 0)
    }

    private func lines(_ names: [String], _ tallies: [Tally]) -> [PaintedLine] {
        let gap = columns < 40 ? 1 : 2
        let width = nameWidth(names)
        let begin = width > 0 ? width + 1 + gap : 1
        let sums = tallies.map { $0.sums(symbols, now, gap) }
        let room = min(40, columns - begin - 2 - (sums.map(\.width).max() ?? 0))
        return names.indices.map { index in
            var line = PaintedLine(" " + ScreenText(names[index]).cut(to: width))
            line.pad(to: begin)
            if room >= 8 {
                line.add(tallies[index].bar(symbols, room))
                line.pad(to: begin + room + 2)
            }
            line.add(sums[index])
            return line.cut(to: columns)
        }
    }
}

/// How many cells of a kind are in which state.
struct Tally {
    private var all = 0
    private var passed = 0
    private var bad = 0
    private var active = 0
    private var other = 0

    mutating func add(_ state: CellState) {
        all += 1
        switch state {
        case .waiting: break
        case .running: active += 1
        case .passed, .flaky: passed += 1
        case .failed: bad += 1
        case .allowedToFail, .expectedToFail, .skipped, .interrupted: other += 1
        }
    }

    /// The shares of the states, each with a character of its own.
    func bar(_ symbols: Symbols, _ width: Int) -> PaintedLine {
        guard all > 0 else { return PaintedLine() }
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
    func sums(_ symbols: Symbols, _ now: Double, _ gap: Int) -> PaintedLine {
        let space = String(repeating: " ", count: gap)
        let glue = gap > 1 ? " " : ""
        var line = PaintedLine("\(passed + other + bad)/\(all)")
        if bad > 0 { line.add("\(space)\(symbols.failed)\(glue)\(bad)", .red) }
        if active > 0 { line.add("\(space)\(symbols.running(at: now))\(glue)\(active)", .cyan) }
        return line
    }
}
