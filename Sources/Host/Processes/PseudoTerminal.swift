package import SystemPackage

#if canImport(Glibc)
    import Glibc
#endif

/// A program on a terminal of its own, with us at the keyboard. Its calls block, so they belong on a thread of their own.
package final class PseudoTerminal: Sendable {
    /// What marks the program's processes.
    package let cookie: Cookie
    private let keyboard: Int32
    private let pid: Int32

    /// Starts a program with the terminal as its controlling terminal, standard input, output and error.
    /// The variables are exactly those given, and the cookie.
    package init(
        executable: FilePath, arguments: [String], environment: [String: String], folder: FilePath,
        columns: Int, rows: Int, cookie: Cookie = Cookie()
    ) throws(ProcessError) {
        self.cookie = cookie
        try Executable(executable).check(arguments, environment, folder)
        var variables = environment
        variables[Cookie.variable] = cookie.value
        let (keyboard, screen) = try Self.open(executable, columns, rows)
        do throws(ProcessError) {
            let spawn = TerminalSpawn(executable: executable, folder: folder, screen: screen)
            pid = try spawn.start(arguments: [executable.string] + arguments, environment: variables)
        } catch {
            close(keyboard)
            throw error
        }
        self.keyboard = keyboard
    }

    deinit { close(keyboard) }

    /// The program and what came from it.
    package var tree: ProcessTree { ProcessTree(cookie: cookie, root: pid) }

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
                usleep(10_000)
            } else {
                return false
            }
        }
        return left.isEmpty
    }

    /// How the program ended, waiting at most this long; `nil` while it runs. To be asked until it answers, and
    /// not after that.
    package func status(within time: Duration) -> Ending.Status? {
        let deadline = Clock.live.monotonic() + time.seconds
        var raw: Int32 = 0
        while true {
            let result = waitpid(pid, &raw, WNOHANG)
            if result == pid { return decode(raw) }
            if result < 0 && errno != EINTR { return .exited(-1) }
            if Clock.live.monotonic() >= deadline { return nil }
            usleep(5_000)
        }
    }

    private func decode(_ raw: Int32) -> Ending.Status {
        raw & 0x7F == 0 ? .exited(Int((raw >> 8) & 0xFF)) : .signalled(Int(raw & 0x7F))
    }

    private static func open(
        _ executable: FilePath, _ columns: Int, _ rows: Int
    ) throws(ProcessError) -> (keyboard: Int32, screen: String) {
        let keyboard = CLibrary.posix_openpt?(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK) ?? -1
        guard keyboard >= 0 else { throw .noTerminal(executable) }
        var name = [CChar](repeating: 0, count: 128)
        guard CLibrary.grantpt?(keyboard) == 0, CLibrary.unlockpt?(keyboard) == 0,
            CLibrary.ptsname_r?(keyboard, &name, name.count) == 0
        else {
            close(keyboard)
            throw .noTerminal(executable)
        }
        var size = winsize()
        size.ws_col = UInt16(clamping: columns)
        size.ws_row = UInt16(clamping: rows)
        _ = ioctl(keyboard, UInt(TIOCSWINSZ), &size)
        return (keyboard, String(decoding: name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self))
    }
}

extension PseudoTerminal {
    /// Whether the terminal hands over whole lines and echoes them, as a shell expects it.
    package var isInLineMode: Bool {
        var mode = termios()
        guard tcgetattr(keyboard, &mode) == 0 else { return true }
        let flags = tcflag_t(ICANON | ECHO)
        return mode.c_lflag & flags == flags
    }
}
