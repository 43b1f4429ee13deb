import Host
import Matrix

extension Failure {
    private static func daemon(_ code: String, _ message: String, _ hint: String, _ log: String) -> Failure {
        Failure(stage: .smoke, code: code, message: message, hint: hint, log: Printable.tail(log, lines: 20))
    }

    static func notReady(_ what: String, within limit: Duration, log: String) -> Failure {
        daemon(
            "smoke.not-ready", "was not ready within \(limit.words): \(what)",
            "look at its log below; if it only needs longer, give the test a `within`", log)
    }

    static func endedEarly(_ what: String, log: String) -> Failure {
        daemon(
            "smoke.not-ready", "ended before it was ready: \(what)",
            "a daemon must go on running; look at its log below", log)
    }

    static func noPID(log: String) -> Failure {
        daemon(
            "smoke.not-ready", "did not write its process number to the file that BMATRIX_PID_FILE names",
            "is the artifact packed in mode daemon?", log)
    }

    static func daemonCheck(_ complaint: String, log: String) -> Failure {
        daemon("smoke.daemon-check", complaint, "look at its log below", log)
    }

    static func endedDuringChecks(_ complaint: String, log: String) -> Failure {
        daemon(
            "smoke.daemon-check", "\(complaint), and the daemon is not running any more",
            "it crashed or stopped while it was used; look at its log below", log)
    }

    static func ignoresTerm(_ pid: Int32, _ grace: Duration, log: String) -> Failure {
        daemon(
            "smoke.ignores-term", "process \(pid) was still running \(grace.words) after SIGTERM and had to be killed",
            "the runtime stops on SIGTERM by itself: is the signal handled elsewhere, or does an application's stop hang?",
            log)
    }

    static func badPort(_ text: String) -> Failure {
        daemon(
            "smoke.bad-test", "\(Printable.quoted(text)) is not a TCP port",
            "give a number or {port}, which stands for a free port", "")
    }
}
