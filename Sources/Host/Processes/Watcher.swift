#if canImport(Glibc)
    import Glibc
#endif

/// Waits for the end of a process without taking its status, which belongs to whoever started it.
struct Watcher {
    let pid: Int32
    /// A descriptor of the process that becomes readable when it ends; negative where the kernel has none.
    let descriptor: Int32

    /// Why the waiting is over.
    enum Reason: Sendable { case ended, timeUp, woken, tooMuch }

    /// Blocks the thread until the process ends, the time is up, `wake` rings or, looked at every 0.1 s, too much was written.
    func wait(_ timeout: Duration, _ wake: Wake, wroteTooMuch: () -> Bool) -> Reason {
        let deadline = Clock.live.monotonic() + timeout.seconds
        while true {
            let left = deadline - Clock.live.monotonic()
            // Without a descriptor we look every 20 ms.
            let slice = min(left, descriptor < 0 ? 0.02 : 0.1)
            var watched = [
                pollfd(fd: wake.reader, events: Int16(POLLIN), revents: 0),
                pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0),
            ]
            poll(&watched, 2, Int32(max(slice, 0) * 1000 + 1))
            if watched[0].revents != 0 { return .woken }
            if descriptor < 0 ? hasEnded : watched[1].revents != 0 { return .ended }
            if left <= 0 { return .timeUp }
            if wroteTooMuch() { return .tooMuch }
        }
    }

    private var hasEnded: Bool { ProcessTable.entry(pid)?.isZombie ?? true }

    /// Processor time of the process and of those children it waited for, until its status is taken.
    var processorSeconds: Double {
        Double(ProcessTable.entry(pid)?.ticks ?? 0) / Double(max(sysconf(Int32(_SC_CLK_TCK)), 1))
    }
}

/// A bell that interrupts a waiting thread; closed when nobody holds it any more.
final class Wake: Sendable {
    /// Readable once the bell has rung.
    let reader: Int32
    private let writer: Int32

    /// `nil` when the system has no descriptors left.
    init?() {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        reader = ends[0]
        writer = ends[1]
    }

    deinit {
        close(reader)
        close(writer)
    }

    func ring() {
        var byte: UInt8 = 1
        _ = write(writer, &byte, 1)
    }
}
