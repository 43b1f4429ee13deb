import SystemPackage

/// Takes in the content of one attempt: counts it, shows it to the check and passes it to the sink.
final class Reception {
    private let request: TransferRequest
    private let sink: any TransferSink
    private var hasBegun = false
    private var total: Int?

    /// What is there, from this attempt and from those before it.
    private(set) var partial: PartialContent
    /// What went wrong here, which libcurl only knows as "the receiver refused".
    private(set) var error: TransferError?

    init(_ request: TransferRequest, _ sink: any TransferSink, _ partial: PartialContent) {
        self.request = request
        self.sink = sink
        self.partial = partial
    }

    var received: Int { partial.received }

    /// Looks at what kind of answer comes, before its content does: the rest, or all of it once more.
    func begin(status: Int, _ head: AnswerHead, announced: Int?) -> Bool {
        if hasBegun { return error == nil }
        hasBegun = true
        if status == 206 {
            guard let range = head.range, range.start == partial.received else {
                return startOver("the server sent another part than the one that was asked for")
            }
            total = range.total
            partial.isPatched = true
        } else {
            if partial.received > 0, !forget() { return false }
            partial.validator = head.validator
            total = announced
        }
        if let total, total > request.limit { return refuse(tooLarge("\(total) bytes, and at most")) }
        return true
    }

    /// Whether the piece is welcome.
    func take(_ piece: UnsafeRawBufferPointer) -> Bool {
        let sum = received + piece.count
        guard sum <= request.limit else { return refuse(tooLarge("more than the")) }
        do throws(Errno) {
            try sink.write(piece)
        } catch {
            return refuse(FileSink.failure(error, request.url, nil))
        }
        partial.check?.update(piece)
        partial.received = sum
        return true
    }

    /// Judges the content as a whole.
    func finish() throws(TransferError) {
        if let total, total != received {
            _ = startOver("\(received) bytes came of \(total)")
        } else if let complaint = partial.check?.complaint() {
            guard partial.isPatched else { throw TransferError(.digest, url: request.url, detail: complaint) }
            _ = startOver("what came in pieces does not fit together: \(complaint)")
        }
        if let error { throw error }
    }

    /// Gives up what is there and lets the next attempt begin at the start.
    func startOver(_ detail: String) -> Bool {
        guard forget() else { return false }
        return refuse(TransferError(.interrupted, url: request.url, detail: detail))
    }

    private func forget() -> Bool {
        partial = PartialContent(check: request.check)
        do throws(Errno) { try sink.restart() } catch { return refuse(FileSink.failure(error, request.url, nil)) }
        return true
    }

    private func tooLarge(_ size: String) -> TransferError {
        TransferError(.tooLarge, url: request.url, detail: "it has \(size) \(request.limit) bytes that are wanted")
    }

    private func refuse(_ error: TransferError) -> Bool {
        self.error = error
        return false
    }
}
