import Host
import Synchronization
import SystemPackage

#if canImport(Glibc)
    import Glibc
#endif

/// What kept the tool from writing to standard output: half a report in a file must not look like a whole one.
enum LostOutput {
    private static let first = Mutex<Int32>(0)

    /// A reader that went away is not our trouble, nor is a terminal that hung up or a stream that was never open.
    static func note(_ code: Int32) {
        if [EPIPE, EIO, EBADF].contains(code) { return }
        first.withLock { if $0 == 0 { $0 = code } }
    }

    static var fault: Fault? {
        let code = first.withLock { $0 }
        return code == 0 ? nil : Fault(DiskError("write", "standard output", code))
    }
}
