/// How a command ended.
package struct Ending: Sendable {
    package var status: Status
    /// Whether it was ended because its time was up.
    package var timedOut: Bool
    /// Whether it was ended because it wrote more than it may.
    package var wroteTooMuch: Bool
    /// Wall time from its start to its end.
    package var duration: Duration
    /// Seconds of processor time of all its processes that have ended.
    package var processorSeconds: Double
    /// Bytes of memory of its largest process, at most.
    package var peakMemory: Int
    /// The processes that outlived it; they are gone by now, unless the command may leave a service behind.
    package var leftovers: [RunningProcess]
    /// How often it could not be started at first, because somebody had the program open for writing.
    package var busyStarts = 0
    /// The service that it left behind, if it may.
    package var service: RunningService?

    /// An exit status or the number of the signal that ended it.
    package enum Status: Hashable, Sendable {
        case exited(Int)
        case signalled(Int)
    }

    package init(
        status: Status, timedOut: Bool = false, wroteTooMuch: Bool = false, duration: Duration = .zero,
        processorSeconds: Double = 0, peakMemory: Int = 0, leftovers: [RunningProcess] = [],
        service: RunningService? = nil
    ) {
        self.status = status
        self.timedOut = timedOut
        self.wroteTooMuch = wroteTooMuch
        self.duration = duration
        self.processorSeconds = processorSeconds
        self.leftovers = leftovers
        self.peakMemory = peakMemory
        self.service = service
    }
}
