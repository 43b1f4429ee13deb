import CLinux

/// The exit statuses of control words and services; the others are those of `Failure`.
enum Ending: Int32 {
    case usage = 110
    case refused = 113
    case system = 114
    case running = 115
    case notRunning = 116
    case late = 117

    /// Says why, on standard error, and leaves.
    @inline(never)
    func tell(_ message: Text) -> Never {
        Ending.say(message)
        _exit(rawValue)
    }

    /// The system call that has just failed.
    @inline(never)
    static func failed(_ what: Text) -> Never {
        let reason = Text(UnsafePointer(strerror(sys_errno())))
        Ending.system.tell(what + ": " + reason)
    }

    /// Says something to people, on standard error.
    @inline(never)
    static func say(_ message: Text) {
        let text = "bmatrix: " + message + "\n"
        write(2, text.z, strlen(text.z))
    }
}
