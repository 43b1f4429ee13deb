import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// The cursor of the terminal that is being drawn on: hidden meanwhile, and there again however the tool ends.
enum Cursor {
    /// The terminal's file; -1 while the cursor is not hidden.
    private static let hidden = Atomic<Int32>(-1)
    private static let isGuarded = Atomic<Bool>(false)
    /// The tool is about to end: the cursor stays.
    private static let isLeft = Atomic<Bool>(false)
    /// SIGTSTP has come, but the tool has not stopped yet.
    private static let stop = Atomic<Bool>(false)
    /// The tool has gone on after a stop that it had no part in.
    private static let resumed = Atomic<Bool>(false)

    private static let hiding: StaticString = "\u{1B}[?25l"
    private static let showing: StaticString = "\u{1B}[0m\u{1B}[?25h"

    /// Whether nothing is to be drawn any more, because the tool is about to end.
    static var isGivenBack: Bool { isLeft.load(ordering: .sequentiallyConsistent) }

    /// Hides the cursor; from the first time on every end of the tool shows it again.
    static func hide(on file: Int32) {
        guard hidden.load(ordering: .sequentiallyConsistent) != file, !isGivenBack else { return }
        if !isGuarded.exchange(true, ordering: .sequentiallyConsistent) { guardEnds() }
        hidden.store(file, ordering: .sequentiallyConsistent)
        write(hiding, file)
        // The end may have come in between.
        if isGivenBack { write(showing, file) }
    }

    /// Shows the cursor, if it is hidden; safe in a signal handler.
    static func show() {
        let file = hidden.exchange(-1, ordering: .sequentiallyConsistent)
        if file >= 0 { write(showing, file) }
    }

    /// Shows the cursor for good; safe in a signal handler.
    static func giveBack() {
        isLeft.store(true, ordering: .sequentiallyConsistent)
        show()
    }

    /// Whether the user has asked us to stop, or we have gone on after a stop, since this was asked for last.
    static func takeRequests() -> (stop: Bool, resumed: Bool) {
        (
            stop.exchange(false, ordering: .sequentiallyConsistent),
            resumed.exchange(false, ordering: .sequentiallyConsistent)
        )
    }

    /// Stops as if nobody had cared for SIGTSTP, and returns when the tool goes on. To be called by the thread that draws.
    static func stopNow() {
        show()
        var (ours, old) = (action(SIG_DFL), sigaction())
        var (mask, before) = (sigset_t(), sigset_t())
        sigemptyset(&mask)
        sigaddset(&mask, SIGTSTP)
        sigaction(SIGTSTP, &ours, &old)
        raise(SIGTSTP)
        // Threads of the runtime hold signals back: only now this one stops.
        pthread_sigmask(SIG_UNBLOCK, &mask, &before)
        pthread_sigmask(SIG_SETMASK, &before, nil)
        sigaction(SIGTSTP, &old, nil)
        // The handler of SIGCONT runs in another thread; this stop is ours already.
        usleep(20_000)
        resumed.store(false, ordering: .sequentiallyConsistent)
    }

    private static func write(_ text: StaticString, _ file: Int32) {
        _ = Glibc.write(file, text.utf8Start, text.utf8CodeUnitCount)
    }

    private static func action(_ handler: @escaping @convention(c) (Int32) -> Void) -> sigaction {
        var action = sigaction()
        action.__sigaction_handler.sa_handler = handler
        action.sa_flags = SA_RESTART | Int32(SA_ONSTACK)
        return action
    }

    private static func action(_ handler: sighandler_t?) -> sigaction {
        var action = sigaction()
        action.__sigaction_handler.sa_handler = handler
        return action
    }

    /// What was done about each crash signal before, by its number.
    nonisolated(unsafe) private static let earlier = UnsafeMutablePointer<sigaction>.allocate(capacity: 65)

    private static func guardEnds() {
        atexit { Cursor.giveBack() }
        for signal in [SIGHUP, SIGINT, SIGTERM, SIGXCPU, SIGXFSZ] where isDefault(signal) { intercept(signal) }
        // Crashes may have a handler already, which prints where they happened; its turn comes after ours.
        for signal in [SIGQUIT, SIGABRT, SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGTRAP, SIGSYS] { intercept(signal) }
        if isDefault(SIGTSTP) { handle(SIGTSTP) { _ in Cursor.stop.store(true, ordering: .sequentiallyConsistent) } }
        if isDefault(SIGCONT) { handle(SIGCONT) { _ in Cursor.resumed.store(true, ordering: .sequentiallyConsistent) } }
    }

    /// Shows the cursor when the signal comes, and lets it do then what it would have done without us.
    private static func intercept(_ signal: Int32) {
        guard sigaction(signal, nil, earlier + Int(signal)) == 0 else { return }
        handle(signal) { signal in
            Cursor.giveBack()
            sigaction(signal, Cursor.earlier + Int(signal), nil)
            raise(signal)
        }
    }

    private static func handle(_ signal: Int32, _ handler: @escaping @convention(c) (Int32) -> Void) {
        var ours = action(handler)
        sigaction(signal, &ours, nil)
    }

    /// Whether nobody handles or ignores the signal. Where somebody does, that end comes back to `show` by itself.
    private static func isDefault(_ signal: Int32) -> Bool {
        var old = sigaction()
        guard sigaction(signal, nil, &old) == 0, old.sa_flags & SA_SIGINFO == 0 else { return false }
        return unsafeBitCast(old.__sigaction_handler.sa_handler, to: Int.self) == 0
    }
}
