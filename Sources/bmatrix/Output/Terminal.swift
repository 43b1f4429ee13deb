import Reports

#if canImport(Glibc)
    import Glibc
#endif

/// One of the two streams a command writes to, and what can be shown there.
struct Terminal: Sendable {
    static let standardOutput = Terminal(file: STDOUT_FILENO)
    static let standardError = Terminal(file: STDERR_FILENO)

    private let file: Int32

    /// Whether a person is likely to look at it.
    var isInteractive: Bool {
        isatty(file) == 1 && Terminal.variable("TERM") != "dumb" && Terminal.variable("CI") == nil
    }

    /// Colour on terminals only, and never where NO_COLOR is set.
    var style: Style {
        let refused = Terminal.variable("NO_COLOR").map { !$0.isEmpty } ?? false
        return isatty(file) == 1 && Terminal.variable("TERM") != "dumb" && !refused ? .ansi : .plain
    }

    /// Its size in columns and rows; 80 x 24 where it has none.
    var size: (columns: Int, rows: Int) {
        var size = winsize()
        guard ioctl(file, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0, size.ws_row > 0 else { return (80, 24) }
        return (Int(size.ws_col), Int(size.ws_row))
    }

    /// Writes a line, all of it; a reader that went away is not our trouble.
    func write(_ line: String) { put(line + "\n") }

    /// Writes text as it is.
    func put(_ text: String) {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            if count <= 0 { return }
            rest = rest.dropFirst(count)
        }
    }

    private static func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
}
