import Host
import Matrix
import SystemPackage

/// A test that starts the artifact as a service, uses it, ends it with SIGTERM and looks whether anything is left.
struct DaemonDrive {
    private let surroundings: Surroundings
    private let test: SmokeTest
    private let life: DaemonLife
    private let processes: Processes
    private let disk: Disk

    init(
        _ surroundings: Surroundings, _ test: SmokeTest, _ life: DaemonLife, _ processes: Processes, _ disk: Disk
    ) {
        self.surroundings = surroundings
        self.test = test
        self.life = life
        self.processes = processes
        self.disk = disk
    }

    func run() async throws(CancellationError) -> Verdict {
        let command = self.command
        let ending: Ending
        do throws(ProcessError) {
            ending = try await processes.run(command)
        } catch {
            if error.code == "process.interrupted" { throw CancellationError() }
            return Verdict(failure: .start(error))
        }
        let launch = Transcript(command, test, ending.status, disk)
        var failure = judge(ending, launch)
        var output = [launch.output]
        if let processes = ending.service {
            let service = Service(
                processes: processes, playground: surroundings.playground, pidFile: pidFile, logFile: logFile,
                disk: disk)
            if failure == nil { failure = await use(service) }
            output.append(service.log)
            // It had its grace, or is broken anyway.
            await Blocking.run { processes.end(grace: .milliseconds(300)) }
        }
        if Task.isCancelled { throw CancellationError() }
        let shown = Printable.tail(output.filter { !$0.isEmpty }.joined(separator: "\n"), lines: 60)
        return Verdict(failure: failure, output: shown.joined(separator: "\n"))
    }

    private func judge(_ ending: Ending, _ launch: Transcript) -> Failure? {
        if ending.wroteTooMuch { return .outputLimit(launch) }
        if ending.timedOut { return .timeout(launchLimit, launch) }
        return launch.complaint(test.expect)
    }

    private func use(_ service: Service) async -> Failure? {
        let usage = ServiceUsage(service: service, life: life, stretch: surroundings.subject.stretch)
        if let failure = await usage.becomeReady() { return failure }
        for check in life.checks {
            if let failure = await usage.perform(check) { return failure }
        }
        return await ServiceStop(service: service, grace: surroundings.grace).run()
    }

    private var pidFile: FilePath { surroundings.folder.appending("pid") }
    private var logFile: FilePath { surroundings.folder.appending("log") }

    // The launcher only starts the service, so what it may take is bounded by when that has to be ready.
    private var launchLimit: Duration { .seconds(life.readyWithin) }

    private var command: Command {
        var environment = surroundings.environment(of: test)
        environment["BMATRIX_PID_FILE"] = pidFile.string
        environment["BMATRIX_LOG"] = logFile.string
        // The test says itself what being ready means, and what is wrong is told from what the service does.
        environment["BMATRIX_READY_TIMEOUT"] = "0"
        return Command(
            executable: surroundings.subject.artifact, arguments: test.arguments, environment: environment,
            folder: surroundings.playground, stdout: surroundings.folder.appending("stdout"),
            stderr: surroundings.folder.appending("stderr"), timeout: launchLimit, grace: surroundings.grace,
            outputLimit: Transcript.limit, leavesService: true, isolation: surroundings.isolation)
    }
}
