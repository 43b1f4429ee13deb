import Reports

#if canImport(Glibc)
    import Glibc
#endif

/// One of the two streams a command writes to, and what can be shown there.
struct Terminal: Sendable {
    static let standardOutput = Terminal(file: STDOUT_FILENO)
    static let standardError = Terminal(file: STDERR_FILENO)

    let file: Int32

    /// Whether it is a terminal.
    var isTerminal: Bool { isatty(file) == 1 }

    /// Whether a person is likely to look at it, on a terminal that can draw.
    var isInteractive: Bool { isTerminal && canDraw && Terminal.variable("CI") == nil }

    /// Whether the terminal knows more than lines.
    private var canDraw: Bool { Terminal.variable("TERM").map { $0 != "dumb" } ?? false }

    /// Whether we are the job that the terminal's user works with; one that has no jobs has a user all the same.
    var isForeground: Bool {
        let group = tcgetpgrp(file)
        return group < 0 || group == getpgrp()
    }

    /// Colour on terminals only, and never where NO_COLOR is set.
    var style: Style {
        let refused = Terminal.variable("NO_COLOR") != nil
        return isTerminal && canDraw && !refused ? .ansi : .plain
    }

    /// What the terminal's character set has.
    var symbols: Symbols {
        let names = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap(Terminal.variable)
        let charset = (names.first ?? "").uppercased()
        return charset.contains("UTF-8") || charset.contains("UTF8") ? .unicode : .ascii
    }

    /// Its size in columns and rows; 80 x 24 where it has none.
    var size: (columns: Int, rows: Int) {
        var size = winsize()
        guard ioctl(file, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else { return (80, 24) }
        return (Int(size.ws_col), Int(size.ws_row))
    }

    /// Writes a line, all of it, below what is being drawn; a reader that went away is not our trouble.
    func write(_ line: String) {
        if isTerminal { Cursor.show() }
        put(line + "\n")
    }

    /// Writes text as it is.
    func put(_ text: String) { put(Array(text.utf8)) }

    /// Writes bytes as they are.
    func put(_ bytes: [UInt8]) {
        BrokenPipes.ignored {
            var rest = bytes[...]
            while !rest.isEmpty {
                let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
                if count > 0 {
                    rest = rest.dropFirst(count)
                } else if count < 0, errno == EAGAIN {
                    wait()
                } else if count == 0 || errno != EINTR {
                    if count < 0, file == STDOUT_FILENO { LostOutput.note(errno) }
                    return
                }
            }
        }
    }

    /// Waits until a stream that somebody else has made non-blocking takes more.
    private func wait() {
        var stream = pollfd(fd: file, events: Int16(POLLOUT), revents: 0)
        poll(&stream, 1, 1_000)
    }

    /// A variable that is set to something.
    private static func variable(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    }
}

/// SIGPIPE would end the tool, and ignoring it would be inherited by all that it starts; so it is held back around a write.
enum BrokenPipes {
    /// Does `work`; a SIGPIPE that it causes is dropped.
    static func ignored(_ work: () -> Void) {
        var (pipe, before) = (sigset_t(), sigset_t())
        sigemptyset(&pipe)
        sigaddset(&pipe, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &pipe, &before)
        work()
        var pending = sigset_t()
        sigpending(&pending)
        if sigismember(&pending, SIGPIPE) == 1 {
            var none = timespec()
            sigtimedwait(&pipe, nil, &none)
        }
        pthread_sigmask(SIG_SETMASK, &before, nil)
    }
}
