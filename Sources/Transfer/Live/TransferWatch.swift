/// Keeps an eye on a running attempt: whether anybody still waits for it, whether it stands still, how far it is.
final class TransferWatch {
    private let request: TransferRequest
    private let reception: Reception
    private let stop: StopFlag
    private let clock = ContinuousClock()
    private let firstReceived: Int
    private var lastReceived: Int
    private var lastGrowth: ContinuousClock.Instant
    private var lastReport: ContinuousClock.Instant
    private var lastReported: Int

    init(_ request: TransferRequest, _ reception: Reception, _ stop: StopFlag) {
        self.request = request
        self.reception = reception
        self.stop = stop
        firstReceived = reception.received
        lastReceived = firstReceived
        lastGrowth = clock.now
        lastReport = clock.now
        lastReported = firstReceived
    }

    /// Ends an attempt that was cancelled or that gets nothing for too long.
    func check() throws(TransferError) {
        if stop.isRaised { throw TransferError(.cancelled, url: request.url, detail: "it was stopped") }
        let now = clock.now
        if reception.received != lastReceived {
            lastReceived = reception.received
            lastGrowth = now
        }
        // Before the first byte the time of connecting counts too, which has a limit of its own.
        let patience = request.timeouts.stall + (lastReceived == firstReceived ? request.timeouts.connect : .zero)
        if now - lastGrowth > patience {
            throw TransferError(
                .timeout, url: request.url, detail: "nothing came for \(patience), after \(lastReceived) bytes")
        }
    }

    /// Tells the request's listener how far the transfer is, at most ten times a second.
    func report(total: Int?) {
        let now = clock.now
        guard reception.received != lastReported, now - lastReport > .milliseconds(100) else { return }
        lastReport = now
        lastReported = reception.received
        request.progress(TransferProgress(received: reception.received, total: total))
    }
}
