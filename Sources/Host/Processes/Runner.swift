import SystemPackage

#if canImport(Glibc)
    import Glibc
#endif

/// One run of one command, under a keeper.
struct Runner {
    let command: Command
    let support: IsolationSupport

    func run() async throws(ProcessError) -> Ending {
        try Executable(command.executable).check(command.arguments, command.environment, command.folder)
        if Task.isCancelled { throw .interrupted(command.executable) }
        let start = Clock.live.monotonic()
        let keeper = try startKeeper()
        // Whoever interrupts a run does not wait long: CI services kill what is left after about seven seconds.
        let grace = min(command.grace, .seconds(4))
        let watchdog = watch(keeper)
        defer { watchdog.cancel() }
        let report = await withTaskCancellationHandler {
            await keeper.complete()
        } onCancel: {
            keeper.end(grace: grace)
        }
        if Task.isCancelled {
            if report.isServing { await Blocking.run { RunningService(keeper).end(grace: grace) } }
            throw .interrupted(command.executable)
        }
        if let (step, number) = report.failure { throw .start(command, step, number) }
        guard let status = report.status, report.isDone || report.isServing else {
            await endOrphans()
            throw .failed(command.executable, "the process that watched over it was killed")
        }
        var ending = Ending(
            status: status, timedOut: report.reason == .timeout,
            wroteTooMuch: report.reason == .output || hasWrittenTooMuch,
            duration: .seconds(Clock.live.monotonic() - start), processorSeconds: report.processorSeconds,
            peakMemory: report.peakMemory, leftovers: report.leftovers,
            service: report.isServing ? RunningService(keeper) : nil)
        ending.busyStarts = report.busyStarts
        return ending
    }

    /// What a program wrote just before its end, the keeper may not have seen in time.
    private var hasWrittenTooMuch: Bool {
        [command.stdout, command.stderr].contains { file in
            file.flatMap { Disk().size(of: $0) }.map { $0 > command.outputLimit } ?? false
        }
    }

    /// A keeper that misses the end of its program's time was stopped by somebody, and is sent on its way, or killed.
    private func watch(_ keeper: Keeper) -> Task<Void, any Error> {
        let (timeout, grace) = (command.timeout, command.grace)
        return Task.detached { [weak keeper] in
            try await Task.sleep(for: timeout + .seconds(2))
            keeper?.wake()
            try await Task.sleep(for: grace + .seconds(15))
            keeper?.kill()
        }
    }

    private func startKeeper() throws(ProcessError) -> Keeper {
        let files = try CommandFiles(command)
        defer { files.close() }
        var variables = command.environment
        variables[Cookie.variable] = command.cookie.value
        return try Keeper(
            command.keeperOptions(support), program: [command.executable.string] + command.arguments,
            environment: variables, files: files.descriptors)
    }

    /// Without its keeper, a command's processes are found by their cookie.
    private func endOrphans() async {
        let tree = ProcessTree(cookie: command.cookie)
        await Blocking.run {
            tree.end(grace: .zero)
            Children.reapOrphans()
        }
    }
}

extension Command {
    /// The keeper's options for this command.
    func keeperOptions(_ support: IsolationSupport) -> [String] {
        var options = [
            "--folder", folder.absolute.string, "--umask", String(umask, radix: 8),
            "--timeout", "\(max(timeout.wholeMilliseconds, 1))", "--grace", "\(grace.wholeMilliseconds)",
            "--linger", "500", "--output-limit", "\(max(outputLimit, 1))",
        ]
        if leavesService { options.append("--service") }
        if case .sandbox(let sandbox) = isolation {
            options += sandbox.keeperOptions(support, needed: [executable.absolute, folder.absolute])
        }
        return options
    }
}

extension FilePath {
    /// The path without links, if there is such a file.
    var resolved: FilePath {
        guard let text = realpath(string, nil) else { return self }
        defer { free(text) }
        return FilePath(String(cString: text))
    }

    /// The path from the root, without `.` and `..` as far as that goes without looking.
    var absolute: FilePath {
        if isAbsolute { return lexicallyNormalized() }
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        guard getcwd(&buffer, buffer.count) != nil else { return self }
        let working = String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return FilePath(working).pushing(self).lexicallyNormalized()
    }
}
