import SystemPackage

/// Takes in the content of one attempt: counts it, shows it to the check and passes it to the sink.
final class Reception {
    private let request: TransferRequest
    private let sink: any TransferSink
    private var check: (any ContentCheck)?

    private(set) var received = 0
    /// What went wrong here, which libcurl only knows as "the receiver refused".
    private(set) var error: TransferError?

    init(_ request: TransferRequest, _ sink: any TransferSink) {
        self.request = request
        self.sink = sink
        check = request.check
    }

    /// Whether the piece is welcome.
    func take(_ piece: UnsafeRawBufferPointer) -> Bool {
        let sum = received + piece.count
        guard sum <= request.limit else {
            return refuse(.init(.tooLarge, url: request.url, detail: "it is larger than \(request.limit) bytes"))
        }
        do throws(Errno) {
            try sink.write(piece)
        } catch {
            return refuse(FileSink.failure(error, request.url, nil))
        }
        check?.update(piece)
        received = sum
        return true
    }

    /// Judges the content as a whole.
    func finish() throws(TransferError) {
        guard let complaint = check?.complaint() else { return }
        throw TransferError(.digest, url: request.url, detail: complaint)
    }

    private func refuse(_ error: TransferError) -> Bool {
        self.error = error
        return false
    }
}
