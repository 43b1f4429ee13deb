import Matrix
import Testing

@testable import Reports

@Suite struct ProgressTests {
    private func shared(_ cells: [Cell], _ stage: Stage = .compile) -> (Event.Kind, Event.Kind) {
        let ids = cells.map(\.id)
        return (
            .actionStarted(ActionStart(key: "k", stage: stage, cells: ids)),
            .actionFinished(ActionRecord(key: "k", stage: stage, cells: ids, seconds: 7, cached: false))
        )
    }

    private func progress(_ cells: [Cell], _ kinds: [Event.Kind], _ estimates: Estimates = Estimates()) -> Progress {
        var progress = Progress(estimates: estimates)
        progress.apply(Event(time: 100, kind: .runStarted(RunStart(tool: "", cells: cells))))
        for (offset, kind) in kinds.enumerated() { progress.apply(Event(time: 101 + Double(offset), kind: kind)) }
        return progress
    }

    @Test("An action that cells share is at work for all of them, and counts for the first")
    func sharedAction() throws {
        let cells = try LiveSamples.matrix(apps: 1, versions: 1, targets: 4)
        let (start, end) = shared(cells)
        var progress = progress(cells, [start])
        #expect(progress.cells.allSatisfy { $0.state == .running(.compile) && $0.since == 101 })
        #expect(progress.activities.map(\.title) == ["\(cells[0].id) and 3 more"])
        progress.apply(Event(time: 108, kind: end))
        #expect(progress.cells.allSatisfy { $0.state == .waiting && $0.actions == 0 })
        #expect(progress.cells.map(\.seconds) == [7, 0, 0, 0])
        #expect(progress.cells.map(\.isCached) == [false, true, true, true])
        #expect(progress.activities.isEmpty && progress.active == 0)
        let text = CellText(cell: progress.cells[0], symbols: .unicode, now: 110)
        #expect(text.line(12).text(.plain) == "· compiled" && text.line(5).text(.plain) == "·")
    }

    @Test("A cell with two actions is at work until both have ended")
    func twoActions() throws {
        let cells = try LiveSamples.matrix(apps: 1, versions: 1, targets: 2)
        let (start, end) = shared(cells, .fetch)
        let kinds = [start, Samples.began(cells[0], .compile), end]
        #expect(progress(cells, kinds).cells.map(\.actions) == [1, 0])
        #expect(progress(cells, kinds + [Samples.ended(cells[0], .compile, 1)]).cells.map(\.actions) == [0, 0])
        // Tried again without an end.
        let again = progress(cells, [start, start])
        #expect(again.cells.map(\.actions) == [1, 1] && again.activities.map(\.since) == [102])
    }

    @Test("The actions of interrupted cells end with the last of their cells")
    func interrupted() throws {
        let cells = try LiveSamples.matrix(apps: 1, versions: 1, targets: 2)
        let (start, _) = shared(cells)
        #expect(progress(cells, [start, .cellFinished(cells[0].id, .interrupted)]).activities.count == 1)
        let all = progress(cells, [start] + cells.map { .cellFinished($0.id, .interrupted) })
        #expect(all.activities.isEmpty && all.finished == 2 && all.counts.interrupted == 2)
    }

    @Test("Carried cells are done; cells that were not planned, and second ends, are passed over")
    func carried() throws {
        let cells = try LiveSamples.matrix(apps: 1, versions: 1, targets: 2)
        let stranger = try Samples.cell("stranger")
        let record = CellRecord(
            cell: cells[0], outcome: .passed, stages: [StageRecord(stage: .compile, seconds: 3, cached: false)])
        let progress = progress(
            cells,
            [
                .cellCarried(record), .cellFinished(cells[0].id, .interrupted), .cellFinished(stranger.id, .passed),
                Samples.began(stranger, .compile), Samples.ended(stranger, .compile, 1),
            ])
        #expect(progress.finished == 1 && progress.counts.passed == 1 && progress.counts.interrupted == 0)
        #expect(progress.cells[0].seconds == 3)
    }

    @Test("What is left: the rest of the work among those at work, but no less than the longest of it")
    func left() throws {
        let cells = try LiveSamples.matrix(apps: 1, versions: 1, targets: 4)
        let estimates = Estimates(
            cells: [cells[3].id: 30],
            stages: Dictionary(cells.map { ($0.id, [.compile: 20, .smoke: 4]) }) { first, _ in first })
        var progress = progress(
            cells, [Samples.began(cells[0], .compile), Samples.began(cells[1], .compile)], estimates)
        // 3 x 24 + 30, of which 10 + 9 are done, by two.
        #expect(progress.left(111) == 83.0 / 2)
        progress.apply(Event(time: 121, kind: Samples.ended(cells[0], .compile, 20)))
        for cell in cells.dropFirst(2) { progress.apply(Event(time: 121, kind: .cellFinished(cell.id, .passed))) }
        // The second has 1 of its 20 to go, and both their smoke tests.
        #expect(progress.left(121) == Double(1 + 4 + 4) / (39 / 21))
        progress.apply(Event(time: 121, kind: .cellFinished(cells[0].id, .passed)))
        progress.apply(Event(time: 121, kind: .cellFinished(cells[1].id, .passed)))
        #expect(progress.left(130) == nil)
    }

    @Test("Without earlier runs what is left is told once a fifth is done")
    func extrapolated() throws {
        let cells = try LiveSamples.matrix(apps: 4, versions: 5, targets: 1)
        let ends = cells.map { Event.Kind.cellFinished($0.id, .passed) }
        #expect(progress(cells, Array(ends.prefix(3))).left(140) == nil)
        #expect(progress(cells, Array(ends.prefix(5))).left(140) == 120)
    }

    @Test("An event costs what its cells cost: ten times the cells take no hundred times as long")
    func cost() throws {
        func time(_ cells: [Cell]) -> Duration {
            ContinuousClock().measure {
                var log = ConsoleLog(isBrief: true)
                _ = log.lines(Event(time: 0, kind: .runStarted(RunStart(tool: "", cells: cells))))
                for cell in cells {
                    for stage in [Stage.fetch, .compile, .pack, .smoke] {
                        _ = log.lines(Event(time: 1, kind: Samples.began(cell, stage)))
                        _ = log.lines(Event(time: 2, kind: Samples.ended(cell, stage, 1)))
                    }
                    _ = log.lines(Event(time: 2, kind: .cellFinished(cell.id, .passed)))
                }
            }
        }
        let cells = try LiveSamples.matrix(apps: 30, versions: 37, targets: 9)
        let few = time(Array(cells.prefix(cells.count / 10)))
        #expect(time(cells) < few * 40)
    }
}
