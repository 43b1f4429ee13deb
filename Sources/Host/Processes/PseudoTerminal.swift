package import SystemPackage

#if canImport(Glibc)
    import Glibc
#endif

/// A program on a terminal of its own, with us at the keyboard. Its calls block, so they belong on a thread of their own.
package final class PseudoTerminal: Sendable {
    private let keyboard: Int32
    private let keeper: Keeper

    /// Starts a program with the terminal as its controlling terminal, standard input, output and error.
    /// The variables are exactly those given, and the cookie.
    package init(
        executable: FilePath, arguments: [String], environment: [String: String], folder: FilePath,
        columns: Int, rows: Int, isolation: Isolation = .none, cookie: Cookie = Cookie()
    ) throws(ProcessError) {
        try Executable(executable).check(arguments, environment, folder)
        let command = Command(
            executable: executable, arguments: arguments, environment: environment, folder: folder, stdout: "",
            timeout: .zero, cookie: cookie, isolation: isolation)
        let (keyboard, screen) = try Self.open(executable, columns, rows)
        defer { close(screen) }
        do throws(ProcessError) {
            keeper = try Self.start(command, screen)
        } catch {
            close(keyboard)
            throw error
        }
        self.keyboard = keyboard
    }

    deinit { close(keyboard) }

    private static func start(_ command: Command, _ screen: Int32) throws(ProcessError) -> Keeper {
        var variables = command.environment
        variables[Cookie.variable] = command.cookie.value
        let keeper = try Keeper(
            command.terminalOptions(command.isolation == .none ? .barred : .here),
            program: [command.executable.string] + command.arguments, environment: variables,
            files: [screen, screen, screen])
        let report = keeper.wait(within: .seconds(10)) { $0.isStarted || $0.isComplete }
        if let (step, number) = report.failure { throw .start(command, step, number) }
        return keeper
    }

    /// The program and what came from it, as far as it runs.
    package func running() -> [RunningProcess] { keeper.list() }

    /// Ends what runs: SIGTERM, the grace, SIGKILL. Returns the processes that had to be ended; after the end of the program
    /// those that are about to end have a moment for it.
    package func end(grace: Duration) -> [RunningProcess] {
        if keeper.report.status != nil { return keeper.wait(within: .seconds(20) + grace) { $0.isDone }.leftovers }
        let running = keeper.list()
        keeper.end(grace: grace)
        _ = keeper.wait(within: .seconds(20) + grace) { $0.isDone }
        return running
    }

    /// What the program wrote, waiting at most this long for the first byte; empty when nothing came, `nil` when
    /// the terminal has no user left.
    package func read(within time: Duration) -> [UInt8]? {
        var watched = pollfd(fd: keyboard, events: Int16(POLLIN), revents: 0)
        guard poll(&watched, 1, Int32(max(time.seconds, 0) * 1000)) > 0 else { return [] }
        var buffer = [UInt8](repeating: 0, count: 1 << 14)
        let count = Glibc.read(keyboard, &buffer, buffer.count)
        if count > 0 { return Array(buffer[..<count]) }
        // The kernel reports EIO once the last process has closed its end.
        return count < 0 && (errno == EINTR || errno == EAGAIN) ? [] : nil
    }

    /// Types these bytes. Returns whether the terminal took them all within five seconds.
    @discardableResult
    package func type(_ bytes: [UInt8]) -> Bool {
        let deadline = Clock.live.monotonic() + 5
        var left = bytes[...]
        while !left.isEmpty, Clock.live.monotonic() < deadline {
            let count = left.withUnsafeBytes { write(keyboard, $0.baseAddress, $0.count) }
            if count > 0 {
                left = left.dropFirst(count)
            } else if errno == EAGAIN || errno == EINTR {
                Blocking.pause(.milliseconds(10))
            } else {
                return false
            }
        }
        return left.isEmpty
    }

    /// How the program ended, waiting at most this long; `nil` while it runs.
    package func status(within time: Duration) -> Ending.Status? {
        let report = keeper.wait(within: time) { $0.status != nil }
        return report.status ?? (report.isClosed ? .exited(-1) : nil)
    }

    /// Whether the terminal hands over whole lines and echoes them, as a shell expects it.
    package var isInLineMode: Bool {
        var mode = termios()
        guard tcgetattr(keyboard, &mode) == 0 else { return true }
        let flags = tcflag_t(ICANON | ECHO)
        return mode.c_lflag & flags == flags
    }
}

extension PseudoTerminal {
    /// Both sides of a new terminal.
    private static func open(
        _ executable: FilePath, _ columns: Int, _ rows: Int
    ) throws(ProcessError) -> (keyboard: Int32, screen: Int32) {
        let keyboard = CLibrary.posix_openpt?(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK) ?? -1
        guard keyboard >= 0 else { throw .noTerminal(executable) }
        var name = [CChar](repeating: 0, count: 128)
        guard CLibrary.grantpt?(keyboard) == 0, CLibrary.unlockpt?(keyboard) == 0,
            CLibrary.ptsname_r?(keyboard, &name, name.count) == 0
        else {
            close(keyboard)
            throw .noTerminal(executable)
        }
        let screen = Glibc.open(name, O_RDWR | O_NOCTTY | O_CLOEXEC)
        guard screen >= 0 else {
            close(keyboard)
            throw .noTerminal(executable)
        }
        var size = winsize()
        size.ws_col = UInt16(clamping: columns)
        size.ws_row = UInt16(clamping: rows)
        _ = ioctl(keyboard, UInt(TIOCSWINSZ), &size)
        return (keyboard, screen)
    }
}

extension Command {
    /// The keeper's options for a program on a terminal: no limits, they are for who types.
    fileprivate func terminalOptions(_ support: IsolationSupport) -> [String] {
        var options = ["--terminal", "--folder", folder.absolute.string, "--umask", String(umask, radix: 8)]
        options += ["--linger", "500", "--grace", "\(grace.wholeMilliseconds)"]
        if case .sandbox(let sandbox) = isolation {
            options += sandbox.keeperOptions(support, needed: [executable.absolute, folder.absolute])
        }
        return options
    }
}
