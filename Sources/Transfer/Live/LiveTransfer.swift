import SystemPackage

extension Transfer {
    /// Transfers by libcurl, each on a thread of its own; proxies are taken from the usual environment variables.
    package static func live(retries: RetryPolicy = RetryPolicy()) -> Transfer {
        Transfer(
            download: { (request, file) throws(TransferError) in
                try await retries.run(url: request.url) { () throws(TransferError) in
                    try await onThread(url: request.url) { (stop) throws(TransferError) in
                        let sink = try FileSink(file, url: request.url)
                        try CurlTransfer(request, sink, stop).run()
                        try sink.commit()
                    }
                }
            },
            fetch: { (request) throws(TransferError) in
                try await retries.run(url: request.url) { () throws(TransferError) in
                    try await onThread(url: request.url) { (stop) throws(TransferError) in
                        let sink = MemorySink()
                        try CurlTransfer(request, sink, stop).run()
                        return sink.bytes
                    }
                }
            })
    }

    /// Runs a blocking transfer beside Swift's own threads; cancelling the task raises the flag it looks at.
    private static func onThread<Value: Sendable>(
        url: String, _ work: @escaping @Sendable (StopFlag) throws(TransferError) -> Value
    ) async throws(TransferError) -> Value {
        let stop = StopFlag()
        let result: Result<Value, TransferError> = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                BlockingThread.start {
                    do throws(TransferError) {
                        continuation.resume(returning: .success(try work(stop)))
                    } catch {
                        continuation.resume(returning: .failure(error))
                    }
                }
            }
        } onCancel: {
            stop.raise()
        }
        return try result.get()
    }
}
