import Glibc

/// A thread for work that blocks, so that it does not hold one of the few threads that Swift's tasks share.
enum BlockingThread {
    private final class Work: Sendable {
        let body: @Sendable () -> Void

        init(_ body: @escaping @Sendable () -> Void) {
            self.body = body
        }
    }

    static func start(_ body: @escaping @Sendable () -> Void) {
        let work = Unmanaged.passRetained(Work(body))
        var thread = pthread_t()
        let result = pthread_create(
            &thread, nil,
            { work in
                guard let work else { return nil }
                Unmanaged<Work>.fromOpaque(work).takeRetainedValue().body()
                return nil
            }, work.toOpaque())
        // A system without threads to spare gets the work done all the same, only later.
        if result == 0 { pthread_detach(thread) } else { work.takeRetainedValue().body() }
    }
}
