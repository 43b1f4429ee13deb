import Matrix
import Testing

@testable import Reports

@Suite struct LiveViewTests {
    private func estimates(_ cells: [Cell]) -> Estimates {
        Estimates(stages: Dictionary(cells.map { ($0.id, [.compile: 20, .smoke: 2]) }) { first, _ in first })
    }

    @Test("Every state, what is being done with its log, and the sum of it all")
    func wide() throws {
        let cells = try LiveSamples.matrix(apps: 4, versions: 2, targets: 5)
        let progress = LiveSamples.progress(cells, estimates: estimates(cells))
        let compiling = try #require(progress.activities.first)
        let tails = LogTails([compiling.id: ["==> test_tui", " \t ", "Compiling 14 files (.ex)\u{1B}[2J"]])
        #expect(
            LiveSamples.lines(progress, 110, 30, tails: tails) == [
                "",
                "                               test_cli            test_tui            test_daemon         test_escript",
                " 25.3.2.8 any_linux_x86_64     ✓ 4s                ⠹ compile 12s/20s   · ~22s              · ~22s",
                " 25.3.2.8 any_linux_arm64      ✓ cached            ⠹ deps 12s          · ~22s              · ~22s",
                " 25.3.2.8 ubuntu_22_04_x86_64  ✗ compile 4s        ⠹ smoke 12s/2s      · ~22s              · ~22s",
                " 25.3.2.8 ubuntu_22_04_arm64   ~ flaky 4s          · ~22s              · ~22s              · ~22s",
                " 25.3.2.8 alpine_3_19_x86_64   ! allowed 4s        · ~22s              · ~22s              · ~22s",
                " 26.2.5 any_linux_x86_64       = expected 4s       · ~22s              · ~22s              · ~22s",
                " 26.2.5 any_linux_arm64        - skipped           · ~22s              · ~22s              · ~22s",
                " 26.2.5 ubuntu_22_04_x86_64    ? interrupted       · ~22s              · ~22s              · ~22s",
                " 26.2.5 ubuntu_22_04_arm64     ✓ 4s                · ~22s              · ~22s              · ~22s",
                " 26.2.5 alpine_3_19_x86_64     ✓ cached            · ~22s              · ~22s              · ~22s",
                "",
                " ⠹ compile  test_tui/tui/otp-25.3.2.8/any_linux_x86_64                                 12.3 s, about 8 s left",
                "      │ ==> test_tui",
                "      │ Compiling 14 files (.ex)",
                " ⠹ deps     test_tui/tui/otp-25.3.2.8/any_linux_arm64                                                  12.3 s",
                " ⠹ smoke    test_tui/tui/otp-25.3.2.8/ubuntu_22_04_x86_64                                 12.3 s, usually 2 s",
                "",
                "",
                " [10/40]  22.3 s, about 3 min left  ✗ 1  ✓ 4  ~ 1  ! 1  = 1  - 1  ? 1  ⠹ 3  · 27",
            ])
    }

    @Test("Rows that are too many for one block stand in several")
    func blocks() throws {
        let cells = try LiveSamples.matrix(apps: 9, versions: 1, targets: 1)
        let lines = LiveSamples.lines(LiveSamples.progress(cells), 80, 12)
        #expect(lines.contains { $0.contains("test_cli ") && $0.contains("test_tui_5") }, "\(lines)")
    }

    @Test("Titles that would look the same stand in order instead")
    func sameTitles() throws {
        let cells = try LiveSamples.matrix(apps: 4, versions: 2, targets: 5)
        let lines = LiveSamples.lines(LiveSamples.progress(cells), 80, 12)
        #expect(lines[0] == "               25.3.2.8                      26.2.5")
        #expect(lines[1].hasPrefix(" each          any_linux_x86_64 any_linux_arm64 ubuntu_22_04_x86_64"))
        #expect(lines[2] == " test_cli      ✓ 4s  ✓     ✗ 4s  ~ 4s  ! 4s  = 4s  -     ?     ✓ 4s  ✓")
    }

    @Test("A small terminal and one without Unicode")
    func small() throws {
        let cells = try LiveSamples.matrix(apps: 4, versions: 2, targets: 2)
        let progress = LiveSamples.progress(cells)
        let lines = LiveSamples.lines(progress, 40, 10, symbols: .ascii)
        #expect(lines.allSatisfy { $0.utf8.allSatisfy { $0 < 0x80 } || $0.contains("…") }, "\(lines)")
    }

    @Test(
        "Hundreds of cells are symbols, thousands are bars",
        arguments: [(4, 10, 9, "✓✓✗~"), (30, 37, 9, "░░░░")])
    func many(apps: Int, versions: Int, targets: Int, text: String) throws {
        let progress = LiveSamples.progress(try LiveSamples.matrix(apps: apps, versions: versions, targets: targets))
        let lines = LiveSamples.lines(progress, 80, 24)
        #expect(lines.contains { $0.contains(text) }, "\(lines)")
        #expect(lines.last?.hasPrefix(" [") ?? false)
    }

    @Test(
        "No line is as wide as the terminal, and one row stays free if there are two",
        arguments: [1, 2, 5, 10, 20, 40, 79, 200], [1, 4, 40, 400])
    func fits(columns: Int, count: Int) throws {
        var cells = try LiveSamples.matrix(apps: 4, versions: 12, targets: 9)
        cells = (0..<count).map { cells[$0 * 432 / 400] }
        cells.append(try Samples.cell("測試👩‍👩‍👧\u{1B}[2J\t\u{202E}e\u{301}"))
        let progress = LiveSamples.progress(cells, estimates: estimates(cells))
        let tails = LogTails(Dictionary(progress.activities.map { ($0.id, ["測試\u{7}\t", "x"]) }) { first, _ in first })
        for rows in [1, 2, 3, 6, 12, 24, 50] {
            let lines = LiveSamples.lines(progress, columns, rows, tails: tails)
            #expect(lines.count <= max(1, rows - 1), "\(rows) rows")
            #expect(lines.allSatisfy { ScreenText($0).width <= max(1, columns - 1) }, "\(lines)")
            #expect(!lines.contains { $0.unicodeScalars.contains { $0.value < 0x20 || $0 == "\u{202E}" } })
        }
    }

    @Test("Rows stand still while actions begin and end")
    func stands() throws {
        let cells = try LiveSamples.matrix(apps: 2, versions: 2, targets: 2)
        var progress = Progress()
        var heights: Set<Int> = []
        for event in LiveSamples.events(cells) {
            progress.apply(event)
            if progress.peak > 2 { heights.insert(LiveSamples.lines(progress, 80, 24).count) }
        }
        progress.apply(Event(time: 1_020, kind: Samples.ended(cells[2], .compile, 10)))
        heights.insert(LiveSamples.lines(progress, 80, 24).count)
        #expect(heights.count == 1)
    }

    @Test("Colours go with symbols, they do not replace them")
    func colours() throws {
        let cells = try LiveSamples.matrix(apps: 4, versions: 2, targets: 5)
        let progress = LiveSamples.progress(cells)
        let painted = LiveView(style: .ansi).lines(progress, now: 1_022.25, columns: 110, rows: 30)
        #expect(painted.map { PlainText($0).text } == LiveSamples.lines(progress, 110, 30))
        #expect(
            painted.contains { $0.contains("\u{1B}[31m✗ compile") } && painted.contains { $0.contains("\u{1B}[32m✓") })
    }

    @Test("What one request resolves to is one column, whatever some targets lack")
    func unresolved() throws {
        let found = try Samples.cell("a")
        let missing = Cell(
            app: "a", mode: .cli, otpRequest: found.otpRequest, otp: nil, elixir: nil,
            target: try #require(Target.named("alpine_3_19_arm64", host: .x86_64)))
        let axes = MatrixAxes([found, missing])
        #expect(axes.version.labels == ["27.3.4.1"])
    }
}
