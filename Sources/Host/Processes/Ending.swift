/// How a command ended.
package struct Ending: Sendable {
    package var status: Status
    /// Whether it was ended because its time was up.
    package var timedOut: Bool
    /// Whether it was ended because it wrote more than it may.
    package var wroteTooMuch: Bool
    /// Wall time from its start to its end.
    package var duration: Duration
    /// Seconds of processor time of the command and of those of its children that it waited for.
    package var processorSeconds: Double
    /// The processes that outlived it; they are gone by now, unless the command may leave a service behind.
    package var leftovers: [RunningProcess]

    /// An exit status or the number of the signal that ended it.
    package enum Status: Hashable, Sendable {
        case exited(Int)
        case signalled(Int)
    }

    package init(
        status: Status, timedOut: Bool = false, wroteTooMuch: Bool = false, duration: Duration = .zero,
        processorSeconds: Double = 0,
        leftovers: [RunningProcess] = []
    ) {
        self.status = status
        self.timedOut = timedOut
        self.wroteTooMuch = wroteTooMuch
        self.duration = duration
        self.processorSeconds = processorSeconds
        self.leftovers = leftovers
    }
}

/// A process that runs, as it is named in messages.
package struct RunningProcess: Hashable, Sendable {
    package var pid: Int32
    /// Its arguments with a space between them, shortened.
    package var commandLine: String

    package init(pid: Int32, commandLine: String) {
        self.pid = pid
        self.commandLine = commandLine
    }
}
