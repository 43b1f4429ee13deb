import SystemPackage

extension Transfer {
    /// Transfers by libcurl, each on a thread of its own; the environment tells proxies, certificates and passwords.
    package static func live(
        retries: RetryPolicy = RetryPolicy(), environment: TransferEnvironment = TransferEnvironment()
    ) -> Transfer {
        Transfer(
            download: { (request, file) throws(TransferError) in
                let part = PartFile(beside: file)
                defer { part.remove() }
                try await Attempts(policy: retries, request: request).run { partial, request in
                    await onThread(request, partial, environment) { (curl) throws(TransferError) in
                        let sink = try FileSink(part, holding: partial.received, url: request.url)
                        try curl(sink)
                        try sink.commit()
                    }
                }
            },
            fetch: { (request) throws(TransferError) in
                try await Attempts(policy: retries, request: request).run { _, request in
                    // Small enough to begin again each time.
                    await onThread(request, PartialContent(check: request.check), environment) {
                        (curl) throws(TransferError) in
                        let sink = MemorySink()
                        try curl(sink)
                        return sink.bytes
                    }.fromTheStart(request)
                }
            })
    }

    /// Runs a blocking attempt beside Swift's own threads; cancelling the task raises the flag it looks at. `work` gets
    /// what transfers into a sink.
    private static func onThread<Value: Sendable>(
        _ request: TransferRequest, _ partial: PartialContent, _ environment: TransferEnvironment,
        _ work: @escaping @Sendable ((any TransferSink) throws(TransferError) -> Void) throws(TransferError) -> Value
    ) async -> Attempt<Value> {
        let stop = StopFlag()
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                BlockingThread.start {
                    var left = partial
                    let result: Result<Value, TransferError>
                    do throws(TransferError) {
                        result = .success(
                            try work { (sink) throws(TransferError) in
                                let reception = Reception(request, sink, partial)
                                defer { left = reception.partial }
                                try CurlTransfer(request, reception, stop, environment).run()
                            })
                    } catch {
                        result = .failure(error)
                    }
                    continuation.resume(returning: Attempt(result: result, partial: left))
                }
            }
        } onCancel: {
            stop.raise()
        }
    }
}

extension Attempt {
    /// The same with nothing left to go on from.
    fileprivate func fromTheStart(_ request: TransferRequest) -> Attempt {
        Attempt(result: result, partial: PartialContent(check: request.check))
    }
}
