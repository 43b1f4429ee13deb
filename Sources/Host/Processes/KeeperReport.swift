/// What a keeper has told so far.
struct KeeperReport {
    var failure: (step: String, number: Int32)?
    /// What its sandbox had to do without.
    var skipped: [String] = []
    /// How often the program could not be started because somebody had it open for writing.
    var busyStarts = 0
    /// Told only for a program on a terminal.
    var isStarted = false
    var status: Ending.Status?
    var reason = KeeperMessage.EndReason.itself
    var leftovers: [RunningProcess] = []
    /// The processes of the latest list, and how many lists were told.
    var listing: [RunningProcess] = []
    var listings = 0
    /// Answers to requests for a socket: a descriptor, or -1.
    var sockets: [Int32] = []
    var processorSeconds = 0.0
    var peakMemory = 0
    var isServing = false
    var isDone = false
    /// Whether the keeper is gone.
    var isClosed = false

    private var isListing = false

    /// Whether nothing more will be told unasked.
    var isComplete: Bool { isDone || isServing || isClosed || failure != nil }

    /// Takes the lines of a packet, with the descriptor that came beside it.
    mutating func take(_ packet: some Sequence<UInt8>, descriptor: Int32?) {
        for line in String(decoding: Array(packet), as: UTF8.self).split(separator: "\n") {
            if let message = KeeperMessage(line) { take(message, descriptor) }
        }
    }

    private mutating func take(_ message: KeeperMessage, _ descriptor: Int32?) {
        switch message {
        case .failed(let step, let number): failure = (step, number)
        case .busy: busyStarts += 1
        case .started: isStarted = true
        case .skipped(let what): skipped.append(what)
        case .ended(let status, let reason): (self.status, self.reason) = (status, reason)
        case .left(let process): leftovers.append(process)
        case .process(let process):
            if !isListing { listing = [] }
            isListing = true
            listing.append(process)
        case .listed:
            if !isListing { listing = [] }
            isListing = false
            listings += 1
        case .socket: sockets.append(descriptor ?? -1)
        case .usage(let seconds, let peak): (processorSeconds, peakMemory) = (seconds, peak)
        case .serving: isServing = true
        case .done: isDone = true
        }
    }
}
