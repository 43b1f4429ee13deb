#if canImport(Glibc)
    import Glibc
#endif

/// Calls that block in the kernel or in a C library, kept off Swift's cooperative threads.
package enum Blocking {
    /// Runs `work` on a thread of its own and returns what it returns.
    package static func run<Value: Sendable>(_ work: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { continuation in
            start { continuation.resume(returning: work()) }
        }
    }

    /// Runs `work` on a thread of its own and throws what it throws.
    package static func run<Value: Sendable, Failure: Error>(
        _ work: @escaping @Sendable () throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        let result: Result<Value, Failure> = await run {
            do throws(Failure) { return .success(try work()) } catch { return .failure(error) }
        }
        return try result.get()
    }

    private final class Box: Sendable {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }

    /// Blocks the thread for a while.
    package static func pause(_ time: Duration) { usleep(UInt32(clamping: time.wholeMilliseconds * 1000)) }

    /// Runs `body` on a thread of its own and does not wait for it.
    static func start(_ body: @escaping @Sendable () -> Void) {
        let box = Unmanaged.passRetained(Box(body))
        var thread = pthread_t()
        let status = pthread_create(
            &thread, nil,
            { raw in
                guard let raw else { return nil }
                Unmanaged<Box>.fromOpaque(raw).takeRetainedValue().body()
                return nil
            }, box.toOpaque())
        // Without a thread to spare the work is done here: slower for others, but done.
        if status != 0 { box.takeRetainedValue().body() } else { pthread_detach(thread) }
    }
}
