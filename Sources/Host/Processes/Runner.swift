import Subprocess
import SystemPackage

#if canImport(Glibc)
    import Glibc
#endif

/// One run of one command.
struct Runner {
    let command: Command

    /// What the watching of the command's first process found.
    private struct Watch: Sendable {
        var reason: Watcher.Reason
        var processorSeconds: Double
        var leftovers: [RunningProcess]
    }

    func run() async throws(ProcessError) -> Ending {
        try Executable(command.executable).check(command.arguments, command.environment, command.folder)
        let files = try CommandFiles(command)
        defer { files.close() }
        guard let wake = Wake() else { throw .failed(command.executable, "no descriptors left") }
        let command = command
        // A task of its own: Subprocess would answer our cancellation with SIGKILL, to one process only.
        let task = Task { await Runner(command: command).execute(files, wake) }
        return try await withTaskCancellationHandler(operation: { await task.value }, onCancel: { wake.ring() }).get()
    }

    private func execute(_ files: CommandFiles, _ wake: Wake) async -> Result<Ending, ProcessError> {
        let start = Clock.live.monotonic()
        let retryUntil = start + 2
        while true {
            do {
                return try await attempt(files, wake, start)
            } catch let error as SubprocessError {
                // The file is open for writing in a child that another thread has just forked; it goes away by itself.
                if error.underlyingError == .textFileBusy, Clock.live.monotonic() < retryUntil {
                    try? await Task.sleep(for: .milliseconds(20))
                    continue
                }
                return .failure(translate(error))
            } catch {
                return .failure(.failed(command.executable, "\(error)"))
            }
        }
    }

    private func attempt(
        _ files: CommandFiles, _ wake: Wake, _ start: Double
    ) async throws -> Result<Ending, ProcessError> {
        let command = command
        let result = try await Subprocess.run(
            configuration, input: .fileDescriptor(files.stdin, closeAfterSpawningProcess: false),
            output: .fileDescriptor(files.stdout, closeAfterSpawningProcess: false),
            error: .fileDescriptor(files.stderr, closeAfterSpawningProcess: false)
        ) { execution in
            let process = execution.processIdentifier
            return await Blocking.run {
                Runner.watch(process.value, descriptor: process.processDescriptor, command, wake) {
                    files.hold(moreThan: command.outputLimit)
                }
            }
        }
        let watch = result.closureResult
        if watch.reason == .woken { return .failure(.interrupted(command.executable)) }
        let status: Ending.Status =
            switch result.terminationStatus {
            case .exited(let code): .exited(Int(code))
            case .signaled(let number): .signalled(Int(number))
            }
        return .success(
            Ending(
                status: status, timedOut: watch.reason == .timeUp, wroteTooMuch: watch.reason == .tooMuch,
                duration: .seconds(Clock.live.monotonic() - start), processorSeconds: watch.processorSeconds,
                leftovers: watch.leftovers))
    }

    private var configuration: Configuration {
        var options = PlatformOptions()
        options.createSession = true
        var variables: [Environment.Key: String] = [:]
        for (name, value) in command.environment {
            if let key = Environment.Key(rawValue: name) { variables[key] = value }
        }
        variables[Environment.Key(stringLiteral: Cookie.variable)] = command.cookie.value
        return Configuration(
            executable: .path(command.executable), arguments: Arguments(command.arguments),
            environment: .custom(variables), workingDirectory: command.folder, platformOptions: options)
    }

    /// Blocks until the command has ended and nothing of it is left.
    private static func watch(
        _ pid: Int32, descriptor: Int32, _ command: Command, _ wake: Wake, wroteTooMuch: () -> Bool
    ) -> Watch {
        let tree = ProcessTree(cookie: command.cookie, root: pid)
        let watcher = Watcher(pid: pid, descriptor: descriptor)
        let reason = watcher.wait(command.timeout, wake, wroteTooMuch: wroteTooMuch)
        guard reason == .ended else {
            tree.end(grace: command.grace)
            return Watch(reason: reason, processorSeconds: watcher.processorSeconds, leftovers: [])
        }
        let processorSeconds = watcher.processorSeconds
        return Watch(reason: reason, processorSeconds: processorSeconds, leftovers: leftovers(tree, command))
    }

    /// The processes that the command left behind, once those that are about to end have had a moment for it.
    private static func leftovers(_ tree: ProcessTree, _ command: Command) -> [RunningProcess] {
        if command.leavesService { return tree.running() }
        if tree.waitUntilGone(within: .milliseconds(500)) { return [] }
        let found = tree.running()
        tree.end(grace: command.grace)
        return found
    }

    private func translate(_ error: SubprocessError) -> ProcessError {
        if error.code == .failedToChangeWorkingDirectory { return .badFolder(command.folder) }
        if error.code == .executableNotFound { return .interpreterMissing(command.executable) }
        guard let number = error.underlyingError else { return .failed(command.executable, error.description) }
        return .start(command.executable, number.rawValue)
    }
}
