import Matrix
import Testing

@testable import Reports

/// Runs in the middle of their work, for the live view.
enum LiveSamples {
    static let versions = ["25.3.2.8", "26.2.5", "27.3.4.1", "28.1", "29.1.1", "30.0", "31.0", "32.0", "33.0", "34.0"]

    /// The product of so many apps, OTP versions and targets.
    static func matrix(apps: Int, versions count: Int, targets: Int) throws -> [Cell] {
        let names = Target.all.prefix(targets).map(\.name)
        return try (0..<apps).flatMap { app in
            try (0..<count).flatMap { number in
                try names.map { target in
                    let otp = number < versions.count ? versions[number] : "\(number + 25).0"
                    let request = String(otp.prefix { $0 != "." })
                    return try Samples.cell(
                        "test_\(["cli", "tui", "daemon", "escript"][app % 4])" + (app < 4 ? "" : "_\(app)"),
                        Mode.allCases[app % 4], otp: otp, request: request, target: target)
                }
            }
        }
    }

    static let failure = Failure(stage: .compile, code: "compile.failed", message: "mix compile ended with status 1")

    /// The run after a while: the first quarter done, each way to end among it; the next three at work; the rest waiting.
    static func progress(_ cells: [Cell], estimates: Estimates = Estimates()) -> Progress {
        var progress = Progress(estimates: estimates)
        for event in events(cells) { progress.apply(event) }
        return progress
    }

    static func events(_ cells: [Cell]) -> [Event] {
        let ends: [Outcome] = [
            .passed, .passed, .failed(failure), .flaky(failure), .allowedToFail(failure, reason: "preview"),
            .expectedToFail(failure, reason: "known"), .skipped(reason: "no"), .interrupted,
        ]
        var events = [Event(time: 1_000, kind: .runStarted(RunStart(tool: "0.1.0", cells: cells)))]
        let done = cells.count / 4
        for (index, cell) in cells.prefix(done).enumerated() {
            events.append(Event(time: 1_000, kind: Samples.began(cell, .compile)))
            events.append(Event(time: 1_004, kind: Samples.ended(cell, .compile, 4, cached: index % 8 == 1)))
            events.append(Event(time: 1_004, kind: .cellFinished(cell.id, ends[index % ends.count])))
        }
        for (cell, stage) in zip(cells.dropFirst(done).prefix(3), [Stage.compile, .dependencies, .smoke]) {
            events.append(Event(time: 1_010, kind: Samples.began(cell, stage)))
        }
        return events
    }

    /// What is shown twelve seconds after that.
    static func lines(
        _ progress: Progress, _ columns: Int, _ rows: Int, tails: LogTails = LogTails(), symbols: Symbols = .unicode
    ) -> [String] {
        LiveView(symbols: symbols).lines(progress, now: 1_022.25, columns: columns, rows: rows, tails: tails)
    }
}
