import Matrix

/// How far a cell has come, as far as a screen shows it.
enum CellState: Hashable {
    case waiting
    case running(Stage)
    case passed
    case flaky
    /// Failed in that stage.
    case failed(Stage)
    case allowedToFail
    case expectedToFail
    case skipped
    case interrupted

    init(_ outcome: Outcome) {
        switch outcome {
        case .passed: self = .passed
        case .flaky: self = .flaky
        case .failed(let failure): self = .failed(failure.stage)
        case .allowedToFail: self = .allowedToFail
        case .expectedToFail: self = .expectedToFail
        case .skipped: self = .skipped
        case .interrupted: self = .interrupted
        }
    }

    /// The colour that goes with its symbol.
    var paint: Style.Paint {
        switch self {
        case .waiting, .skipped: .dim
        case .running: .cyan
        case .passed: .green
        case .failed: .red
        case .flaky, .allowedToFail, .expectedToFail, .interrupted: .yellow
        }
    }

    /// One word; for running and failed cells the stage.
    var word: String {
        switch self {
        case .waiting: ""
        case .running(let stage), .failed(let stage): stage.shortName
        case .passed: ""
        case .flaky: "flaky"
        case .allowedToFail: "allowed"
        case .expectedToFail: "expected"
        case .skipped: "skipped"
        case .interrupted: "interrupted"
        }
    }

    func symbol(_ symbols: Symbols, _ now: Double) -> String {
        switch self {
        case .waiting: symbols.waiting
        case .running: symbols.running(at: now)
        case .passed: symbols.passed
        case .failed: symbols.failed
        case .flaky: symbols.flaky
        case .allowedToFail: symbols.allowedToFail
        case .expectedToFail: symbols.expectedToFail
        case .skipped: symbols.skipped
        case .interrupted: symbols.interrupted
        }
    }
}

extension Stage {
    /// Its name in at most eight characters.
    var shortName: String { self == .dependencies ? "deps" : rawValue }

    /// What a cell is when it has been through it; `nil` while there is little to show.
    var past: String? {
        switch self {
        case .resolve, .fetch, .dependencies, .measure: nil
        case .compile: "compiled"
        case .assemble: "assembled"
        case .pack: "packed"
        case .smoke: "tested"
        }
    }
}

/// What is known of a cell while a run lasts.
struct CellProgress {
    let cell: Cell
    /// What it is called on screens.
    let name: String
    var state = CellState.waiting
    /// How many actions are being done for it, and since when the newest, in seconds since 1970.
    var actions = 0
    var since: Double = 0
    /// Seconds that action took in earlier runs; 0 for unknown.
    var stageExpected: Double = 0
    /// Seconds of work that were its own.
    var seconds: Double = 0
    /// How many of its actions have ended, which one last, and whether all of them were there already.
    var ended = 0
    var last = Stage.resolve
    var isCached = true
    /// The artifact's size in bytes.
    var size: Int?
    /// Seconds it may still take, by earlier runs; 0 for unknown.
    var expected: Double = 0

    init(_ cell: Cell) {
        self.cell = cell
        name = ScreenText(cleaning: cell.id.text).text
    }

    var isFinished: Bool {
        switch state {
        case .waiting, .running: false
        default: true
        }
    }
}
