import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// The end of the drawing, that the thread which draws waits for.
final class DrawingEnd: Sendable {
    private let state = Atomic<Bool>(false)

    var isSet: Bool { state.load(ordering: .acquiring) }

    func set() { state.store(true, ordering: .releasing) }

    /// Waits that long, or less if a signal comes.
    func wait(_ time: Duration) {
        let microseconds = time.components.attoseconds / 1_000_000_000_000
        if !isSet { usleep(UInt32(clamping: microseconds)) }
    }
}
