import CLinux

/// Why the application cannot be started. Each kind has an exit status of its own, as have those of `Ending`; see
/// `docs/exit-codes.md`.
enum Failure: Error {
    /// The artifact's own bytes are not what was written: no other folder can help.
    case damaged(ByteString)
    /// No folder serves to unpack into.
    case noPlace(ByteString)
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
        case .noPlace(let what), .refused(let what): return what
        case .system(let what, let code): return what + ": " + ByteString(strerror(code))
        }
    }

    var status: Int32 {
        switch self {
        case .damaged: return 111
        case .noPlace: return 112
        case .refused: return 113
        case .system: return 114
        }
    }

    /// Prints to stderr and leaves with the status of its kind.
    func end() -> Never {
        let text = "bmatrix: " + message + "\n"
        try? writeAll(2, text.z, text.count)
        _exit(status)
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
