import ArgumentParser
import Builds
import Host
import Matrix
import Reports
import SystemPackage

/// `bmatrix smoke`: finished artifacts, anywhere.
struct SmokeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "smoke", abstract: "Checks artifacts and runs them with the smoke tests that they carry.")

    @Argument(help: "A folder of artifacts, or artifacts.")
    var paths = ["dist"]

    @Option(name: .shortAndLong, help: "How many artifacts are run at once (default: the processors).")
    var jobs: Int?

    @Option(
        name: .shortAndLong,
        help: "A folder for reports (junit.xml, summary.md, run.json …) and logs; without it there are none.")
    var output: String?

    @Option(help: "Seconds for a test that does not say so itself.")
    var timeout = 30.0

    @Option(help: "Seconds that a program has to end after SIGTERM.")
    var grace = 5.0

    @Flag(help: "Let the programs use the machine's network, not loopback alone.")
    var network = false

    @OptionGroup var screen: ScreenArguments

    func validate() throws {
        if let jobs, jobs < 1 { throw ValidationError("--jobs takes a number from 1 on") }
        guard timeout > 0, timeout < 1e6, grace >= 0, grace < 1e6 else {
            throw ValidationError("--timeout and --grace take seconds")
        }
    }

    func run() async throws {
        Processes.becomeSubreaper()
        let signals = Signals()
        try await signals.whileListening {
            let artifacts = try find()
            guard !artifacts.isEmpty else {
                throw Fault(
                    status: .nothingSelected, code: "smoke.nothing-there",
                    message: "no artifact in \(paths.joined(separator: ", "))",
                    hint: "name the folder that `bmatrix run` wrote to, or artifacts themselves")
            }
            try await withReports { folder, reportsTo in try await check(artifacts, folder, reportsTo, signals) }
        }
    }

    private func find() throws -> [FoundArtifact] {
        let disk = Disk()
        return try paths.flatMap { name in
            let path = HostFacts.currentFolder.pushing(FilePath(name)).lexicallyNormalized()
            do throws(DiskError) {
                if disk.isFolder(path) { return try ArtifactFolder(path, disk: disk).artifacts }
                guard disk.kind(of: path) != nil else { throw DiskError("find", path, 2) }
                return ArtifactFolder(file: path).artifacts
            } catch {
                throw Fault(status: .usage, code: error.code, message: error.message, hint: "check the path")
            }
        }
    }

    /// Works in the folder for reports, or in one that is gone afterwards.
    private func withReports(_ work: (FilePath, Bool) async throws -> Void) async throws {
        let disk = Disk()
        if let output {
            let folder = OutputFolder(HostFacts.currentFolder.pushing(FilePath(output)).lexicallyNormalized())
            let lock = try folder.prepare()
            defer { withExtendedLifetime(lock) {} }
            return try await work(folder.path, true)
        }
        let folder: FilePath
        do throws(DiskError) {
            let parent = FilePath(HostFacts.environment["TMPDIR"] ?? "/tmp")
            folder = try disk.makeTemporaryFolder(in: parent, prefix: "bmatrix-smoke")
        } catch { throw Fault(error) }
        defer { try? disk.removeTree(folder) }
        try await work(folder, false)
    }

    private func check(
        _ artifacts: [FoundArtifact], _ folder: FilePath, _ reports: Bool, _ signals: Signals
    ) async throws {
        let reporter: RunReporter
        do throws(DiskError) {
            reporter = try RunReporter(folder: folder, clock: .live, screen: screen.screen)
        } catch { throw Fault(error) }
        reporter.record(.runStarted(RunStart(tool: Tool.version, cells: artifacts.map(\.cell))))
        let run = SmokeRun(
            artifacts, work: folder.appending("cells"), jobs: jobs ?? HostFacts.processors, timeout: .seconds(timeout),
            grace: .seconds(grace), network: network, host: HostFacts.platform,
            path: HostFacts.environment["PATH"] ?? "", processes: .live,
            disk: Disk(), clock: .live,
            events: reporter.sink)
        let animation = Task { await reporter.animate() }
        await run.start()
        animation.cancel()
        reporter.record(.runFinished(signal: signals.signal.map(Int.init)))
        try RunEnd(record: reporter.record, signal: signals.signal, terminal: screen.terminal).tell(
            reports: reports ? folder : nil)
    }
}
