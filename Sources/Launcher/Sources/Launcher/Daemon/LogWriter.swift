import CLinux

/// Writes a service's log in a process of its own, which lives as long as anybody holds the other end of the pipe, and
/// starts a new file when one is full: `LOG` becomes `LOG.1`, and so on.
struct LogWriter {
    private let path: Text
    private let limit: Int
    private let kept: Int
    private(set) var file: Int32

    init(_ path: Text) {
        self.path = path
        limit = LogWriter.sizeLimit()
        kept = Text.number("BMATRIX_LOG_FILES", else: 5)
        file = LogWriter.open(path)
        if file < 0 { Ending.failed("cannot open the log file " + path) }
    }

    private static func open(_ path: Text) -> Int32 {
        sys_open(path.z, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOCTTY, 0o600)
    }

    /// Bytes, or a number with K, M or G behind it.
    private static func sizeLimit() -> Int {
        guard let text = Text.variable("BMATRIX_LOG_SIZE") else { return 10 << 20 }
        let count = strlen(text.z)
        var shift = 0
        switch text.z[count - 1] | 0x20 {
        case 0x6B: shift = 10
        case 0x6D: shift = 20
        case 0x67: shift = 30
        default: break
        }
        guard let number = Text(text.z, shift > 0 ? count - 1 : count).number, number > 0, number < 1 << 32 else {
            Ending.usage.tell("BMATRIX_LOG_SIZE must be a number of bytes, or one with K, M or G behind it")
        }
        return number << shift
    }

    /// In a process of its own. What ends the service must not end it, since there may be last words to write.
    func run(_ input: Int32) -> Never {
        sys_block_signals()
        dup2(input, 0)
        dup2(file, 3)
        let null = sys_open(("/dev/null" as Text).z, O_RDWR, 0)
        dup2(null, 1)
        dup2(null, 2)
        sys_close_from(4)
        var writer = self
        writer.file = 3
        writer.hold()
        writer.copy()
        _exit(0)
    }

    /// The lock tells `bmx:status` that the log is being written.
    private func hold() { sys_flock(file, LOCK_EX | LOCK_NB) }

    /// A full disk must not stop the service, so what cannot be written is lost.
    private func copy() {
        let room = 64 << 10
        guard let buffer = malloc(room)?.assumingMemoryBound(to: CChar.self) else { return }
        var isAtLine = true
        while true {
            let got = read(0, buffer, room)
            if got < 0, sys_errno() == EINTR { continue }
            if got <= 0 { return }
            // Somebody else may have taken the file away.
            if sys_is_file(file, path.z) == 0 { reopen() }
            var done = 0
            while done < got {
                let (next, left) = (buffer + done, got - done)
                var part = lines(next, left)
                if part == 0 {
                    if isAtLine, sys_size(file) > 0 { rotate() }
                    part = max(lines(next, left), LogWriter.line(next, left))
                }
                _ = Answer.write(next, part, to: file)
                done += part
                isAtLine = buffer[done - 1] == 10
            }
        }
    }

    /// How much of it there is room for, up to the end of a line.
    @inline(never)
    private func lines(_ bytes: UnsafePointer<CChar>, _ count: Int) -> Int {
        var part = limit - sys_size(file)
        if count <= part { return count }
        while part > 0, bytes[part - 1] != 10 { part -= 1 }
        return max(0, part)
    }

    private static func line(_ bytes: UnsafePointer<CChar>, _ count: Int) -> Int {
        memchr(bytes, 10, count).map { UnsafeRawPointer($0) - UnsafeRawPointer(bytes) + 1 } ?? count
    }

    @inline(never)
    private func reopen() {
        let opened = LogWriter.open(path)
        if opened < 0 { return }
        dup2(opened, file)
        close(opened)
        hold()
    }

    private func rotate() {
        if kept == 0 { unlink(path.z) }
        var number = kept
        while number > 0 {
            rename(LogWriter.old(path, number - 1).z, LogWriter.old(path, number).z)
            number -= 1
        }
        reopen()
    }

    /// The file that was full `number` files ago.
    @inline(never)
    static func old(_ path: Text, _ number: Int) -> Text { number == 0 ? path : path + "." + Text(number) }
}
