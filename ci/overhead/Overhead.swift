import Builds
import Digest
import Host
import Matrix
import Reports
import SystemPackage

#if canImport(Glibc)
    import Glibc
#endif

/// What the scheduler, the ledger and the reports cost by themselves: cells whose only action is `/bin/true`, or is done already.
///
/// Usage: `Overhead run|done CELLS JOBS FOLDER`. Prints seconds of wall time and the peak of memory in bytes. `Overhead hits STORE`
/// prints what it costs to find what a store has, `Overhead pack FOLDER LEVEL ARTIFACT` what packing does, `Overhead starts ARTIFACT OTHER PROGRAM ROUNDS FOLDER` what a launcher adds to a start.
@main
struct Overhead {
    let count: Int
    let jobs: Int
    let folder: FilePath
    let isDone: Bool

    static func main() async throws {
        let arguments = CommandLine.arguments
        if arguments.count == 3, arguments[1] == "hits" { return try StoreHits.measure(FilePath(arguments[2])) }
        if arguments.count == 7, arguments[1] == "starts", let rounds = Int(arguments[5]) {
            let starts = Starts(program: FilePath(arguments[4]), rounds: rounds, folder: FilePath(arguments[6]))
            return try await starts.measure(FilePath(arguments[2]), other: FilePath(arguments[3]))
        }
        if arguments.count == 5, arguments[1] == "pack", let level = Int32(arguments[3]) {
            return try await Packing.measure(FilePath(arguments[2]), level: level, to: FilePath(arguments[4]))
        }
        guard arguments.count == 5, let count = Int(arguments[2]), let jobs = Int(arguments[3]) else {
            print(
                "usage: Overhead run|done CELLS JOBS FOLDER, Overhead hits STORE, or Overhead starts ARTIFACT OTHER PROGRAM ROUNDS FOLDER"
            )
            Glibc.exit(2)
        }
        Processes.becomeSubreaper()
        let bench = Overhead(
            count: count, jobs: jobs, folder: FilePath(arguments[4]), isDone: arguments[1] == "done")
        try bench.prepare()
        let start = Clock.live.monotonic()
        let passed = try await bench.run()
        let seconds = Clock.live.monotonic() - start
        var usage = rusage()
        getrusage(__rusage_who_t(0), &usage)
        print(seconds, usage.ru_maxrss * 1024, passed)
        if passed != count { Glibc.exit(1) }
    }

    /// A store in which every action is done, as an earlier run leaves it.
    private func prepare() throws {
        guard isDone else { return }
        for number in 0..<count { try Disk().makeFolder(place(key(number))) }
    }

    /// Returns how many cells have passed.
    private func run() async throws -> Int {
        let journal = try Journal(folder.appending("events.ndjson"))
        let ledger = Ledger(journal)
        let cells = (0..<count).map { cell($0) }
        ledger.sink.send(.runStarted(RunStart(tool: "bench", cells: cells)))
        var graph = ActionGraph()
        for (number, cell) in cells.enumerated() {
            let key = key(number)
            let place = graph.add(key) { action(key) }
            graph.add(cell.id, ends: [place])
        }
        let options = GraphRun.Options(capacity: Schedule.Capacity(jobs: jobs))
        let priorities = Priorities(graph, seconds: graph.actions.map { _ in 1 })
        await GraphRun(graph, options: options, priorities: priorities, clock: .live, events: ledger.sink).run()
        ledger.sink.send(.runFinished(signal: nil))
        journal.flush()
        return try ledger.report(to: folder)
    }

    private func cell(_ number: Int) -> Cell {
        Cell(
            app: "app_\(number)", mode: .cli, otpRequest: VersionRequest(Version(major: 27)), otp: Version(major: 27),
            elixir: Version(major: 1), target: .automatic(host: .x86_64))
    }

    private func key(_ number: Int) -> String {
        var key = ActionKey("bench-1")
        for part in ["project", "toolchain", "format", "release", "environment"] { key.add(part, "\(part) \(number)") }
        return key.digest.hex
    }

    private func place(_ key: String) -> FilePath { folder.appending("store").appending(key) }

    private func action(_ key: String) -> Action {
        Action(key: key, stage: .smoke, subject: key, isDone: isDone && Disk().isFolder(place(key))) {
            (_) async throws(Failure) in
            let command = Command(
                executable: "/bin/true", environment: [:], folder: "/", stdout: "/dev/null", timeout: .seconds(60))
            do throws(ProcessError) {
                let ending = try await Processes.live.run(command)
                guard ending.status == .exited(0), ending.leftovers.isEmpty else { throw .failed("\(ending)") }
            } catch { throw .failed(error.message) }
            return Performed()
        }
    }
}

extension Failure {
    fileprivate static func failed(_ message: String) -> Failure {
        Failure(stage: .smoke, code: "bench.failed", message: message)
    }
}

extension ProcessError {
    fileprivate static func failed(_ message: String) -> ProcessError {
        ProcessError(code: "bench.failed", message: message)
    }
}
