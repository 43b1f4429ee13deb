import Matrix
import Testing

@testable import Reports

/// Numbers from a seed.
struct Dice {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1 }

    mutating func roll(_ sides: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state % UInt64(max(1, sides)))
    }

    mutating func chance(_ percent: Int) -> Bool { roll(100) < percent }

    mutating func pick<Element>(_ list: [Element]) -> Element { list[roll(list.count)] }
}

/// A run that may have happened: cells that end in every possible way, worked on at once, cut off anywhere.
struct RandomRun {
    private(set) var events: [Event] = []
    let cells: [Cell]
    private var dice: Dice
    private var dropped: [DroppedCell] = []

    init(seed: UInt64) throws {
        dice = Dice(seed: seed)
        var pool: [Cell] = []
        for app in ["a", "b", "c_d"] {
            for mode in [Mode.cli, .tui, .escript] {
                for otp in ["25.3", "27.3.4.1", "29.1.1"] {
                    for target in ["any_linux_x86_64", "alpine_3_19_arm64", "windows_x86_64"] {
                        pool.append(try Samples.cell(app, mode, otp: otp, request: otp, target: target))
                    }
                }
            }
        }
        for index in pool.indices { pool.swapAt(index, dice.roll(pool.count)) }
        let count = dice.chance(10) ? 51 + dice.roll(20) : 1 + dice.roll(12)
        cells = Array(pool.prefix(count))
        dropped = pool.suffix(dice.roll(4)).map { DroppedCell(cell: $0, reason: "no") }
        try build()
    }

    private mutating func build() throws {
        let shard = dice.chance(20) ? Shard(number: 1, count: 2, matrix: "ab") : nil
        var threads = try cells.map { try story($0) }
        let groups = dice.roll(3)
        for _ in 0..<groups { threads.append(shared()) }
        var time = Samples.start
        let start = RunStart(tool: "0.1.0", cells: cells, dropped: dropped, shard: shard, matrix: "m x.yaml")
        events = [Event(time: time, kind: .runStarted(start))]
        while threads.contains(where: { !$0.isEmpty }) {
            let index = dice.roll(threads.count)
            guard let kind = threads[index].first else { continue }
            threads[index].removeFirst()
            time += Double(dice.roll(2000)) / 1000
            events.append(Event(time: time, kind: kind))
        }
        switch dice.roll(6) {
        case 0: events = Array(events.prefix(1 + dice.roll(events.count)))
        case 1: events.append(Event(time: time + 1, kind: .runFinished(signal: dice.pick([1, 2, 15]))))
        default: events.append(Event(time: time + 1, kind: .runFinished(signal: nil)))
        }
    }

    /// An action that several cells wait for.
    private mutating func shared() -> [Event.Kind] {
        let ids = cells.map(\.id).filter { _ in dice.chance(30) }
        let start = ActionStart(key: "ff", stage: .compile, cells: ids)
        let end = ActionRecord(
            key: "ff", stage: .compile, cells: ids, seconds: 1, cached: false,
            earlier: dice.chance(20) ? [Samples.network] : [])
        return [.actionStarted(start), .actionFinished(end)]
    }

    private mutating func failure(_ stage: Stage) -> Failure {
        Failure(
            stage: stage, code: "\(stage.rawValue).\(dice.pick(["failed", "left-behind", "timeout"]))",
            message: dice.pick(["no", "| * <b> ::error::x", "line\nline \u{1B}[31mred"]), hint: dice.pick(["", "do"]),
            log: dice.pick([[], ["lib/a.ex:3: no", "##[error]x"]]), isInfrastructure: dice.chance(40))
    }

    private mutating func story(_ cell: Cell) throws -> [Event.Kind] {
        if dice.chance(10) {
            return [.cellFinished(cell.id, .skipped(reason: dice.pick(["no time", "fail-fast | x"])))]
        }
        if dice.chance(10) { return [.cellCarried(carried(cell))] }
        if dice.chance(5) { return [.cellFinished(cell.id, .interrupted)] }
        var kinds: [Event.Kind] = []
        let last = dice.pick(Stage.allCases)
        for stage in Stage.allCases {
            if !dice.chance(20) { kinds.append(Samples.began(cell, stage)) }
            if stage == .smoke { kinds.append(.artifactMade(cell.id, Samples.artifact(cell))) }
            if stage == last, dice.chance(60) { return kinds + ending(cell, failing: stage) }
            kinds.append(Samples.ended(cell, stage, Double(dice.roll(9000)) / 1000, cached: dice.chance(30)))
        }
        return kinds + ending(cell, failing: nil)
    }

    /// Tests, warnings and the outcome by a rule of the matrix file.
    private mutating func ending(_ cell: Cell, failing stage: Stage?) -> [Event.Kind] {
        var kinds: [Event.Kind] = []
        let failed = stage.map { failure($0) }
        let earlier = failed == nil && dice.chance(30) ? failure(.smoke) : nil
        if stage == nil || stage == .smoke {
            let isTold = dice.chance(70)
            let test = TestRecord(
                name: "greets", seconds: 0.1, failure: isTold ? failed : nil, output: "x",
                cached: failed == nil && dice.chance(20), earlier: earlier.map { isTold ? [$0] : [] } ?? [],
                emulator: dice.chance(20) ? "qemu-aarch64" : nil)
            kinds.append(.testFinished(cell.id, test))
        }
        if dice.chance(15) { kinds.append(.cellWarned(cell.id, failure(dice.pick(Stage.allCases)))) }
        if dice.chance(8) { return kinds }
        let rule = dice.pick([
            OutcomeRule.required, .required, .allowedToFail(reason: "preview | x"),
            .expectedToFail(
                ExpectedFailure(reason: "late", issue: "#1", until: CalendarDate("2026-01-0\(1 + dice.roll(2))"))),
        ])
        // The runs are of 1 January 2026 and a little later.
        let today = CalendarDate(secondsSince1970: Samples.start + Double(dice.roll(2)) * 86_400 * 2)
        return kinds + [.cellFinished(cell.id, rule.outcome(failure: failed, earlier: earlier, today: today))]
    }

    private mutating func carried(_ cell: Cell) -> CellRecord {
        let outcome: Outcome = dice.chance(50) ? .passed : .expectedToFail(failure(.smoke), reason: "late")
        return CellRecord(
            cell: cell, outcome: outcome, stages: [StageRecord(stage: .pack, seconds: 1, cached: false)],
            artifact: Samples.artifact(cell))
    }
}
