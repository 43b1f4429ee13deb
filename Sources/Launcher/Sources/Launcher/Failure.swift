import CLinux

/// Why the application cannot be started.
enum Failure: Error {
    /// The artifact's own bytes are not what was written: no other folder can help.
    case damaged(ByteString)
    /// Something is not as it must be.
    case refused(ByteString)
    /// A system call failed.
    case system(ByteString, Int32)

    /// The system call that has just failed.
    @inline(never)
    static func last(_ what: ByteString) -> Failure { .system(what, sys_errno()) }

    var message: ByteString {
        switch self {
        case .damaged(let what): return "this file is damaged (" + what + "); fetch or build it again"
        case .refused(let what): return what
        case .system(let what, let code): return what + ": " + ByteString(strerror(code))
        }
    }

    /// Prints to stderr and leaves with 125, the status of tools that could not run what they were asked to.
    func end() -> Never {
        let text = "bmatrix: " + message + "\n"
        try? writeAll(2, text.z, text.count)
        _exit(125)
    }
}

func writeAll(_ file: Int32, _ bytes: UnsafePointer<UInt8>, _ count: Int) throws(Failure) {
    var next = bytes
    var left = count
    while left > 0 {
        let written = write(file, next, left)
        if written < 0 {
            if sys_errno() == EINTR { continue }
            throw Failure.last("cannot write")
        }
        next += written
        left -= written
    }
}
