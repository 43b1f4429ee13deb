import Host
package import Matrix
import SystemPackage

extension Failure {
    /// The code of a failure that only says that processes were left behind.
    package static let leftBehindCode = "smoke.left-behind"

    private static func smoke(_ code: String, _ message: String, _ hint: String, _ output: String = "") -> Failure {
        Failure(stage: .smoke, code: code, message: message, hint: hint, log: Printable.tail(output, lines: 20))
    }

    static func exitStatus(_ got: Int, expected: Int, _ run: Transcript) -> Failure {
        let hint = "see what it wrote below; to see it yourself: \(run.commandLine)"
        return smoke(
            "smoke.exit-status", "ended with exit status \(got), expected \(expected)", hint, run.output)
    }

    static func signal(_ got: Int, expected: String, _ run: Transcript) -> Failure {
        let hint = [4, 6, 7, 8, 11].contains(got) ? "the runtime or a NIF crashed; " : ""
        return smoke(
            "smoke.signal", "was ended by signal \(got) (\(Signals.name(got))), expected \(expected)",
            "\(hint)to see it yourself: \(run.commandLine)", run.output)
    }

    static func noSignal(_ got: Int, expected: Int, _ run: Transcript) -> Failure {
        smoke(
            "smoke.signal",
            "ended with exit status \(got), expected an end by signal \(expected) (\(Signals.name(expected)))",
            "a program that handles the signal ends with a status of its own", run.output)
    }

    static func text(_ stream: Stream, _ complaint: String, _ run: Transcript) -> Failure {
        smoke(
            "smoke.\(stream.rawValue)", "\(stream.name) \(complaint)", "to see it yourself: \(run.commandLine)",
            run.output)
    }

    static func timeout(_ limit: Duration, _ run: Transcript) -> Failure {
        smoke(
            "smoke.timeout", "was still running after \(limit.words) and had to be ended",
            "does it wait for input, or never call System.halt? if it only needs longer, give the test a `timeout`",
            run.output)
    }

    static func outputLimit(_ run: Transcript) -> Failure {
        smoke(
            "smoke.output-limit", "wrote more than \(Transcript.limit >> 20) MiB, the most that a test may",
            "does it print in an endless loop?", run.output)
    }

    static func crashed(_ sign: CrashSign, _ ending: String, _ run: Transcript) -> Failure {
        smoke("smoke.crashed", "\(ending): \(Printable.text(sign.line.utf8))", sign.hint, run.output)
    }

    static func launcher(_ line: String, _ run: Transcript) -> Failure {
        // It unpacks itself into our work folder: a full disk is not its fault.
        let full = ["No space left on device", "Disk quota exceeded"].first { run.output.contains($0) }
        if let full {
            return Failure(
                stage: .smoke, code: "smoke.work-folder", message: "the artifact could not unpack itself: \(full)",
                hint: "free some space on the disk of the output folder, where smoke tests run",
                log: Printable.tail(run.output, lines: 20), isInfrastructure: true)
        }
        return smoke(
            "smoke.launcher", "the artifact could not unpack or start its payload: \(line)",
            "the file may be damaged, truncated or changed since it was packed: pack it again", run.output)
    }

    static func leftBehind(_ processes: [RunningProcess]) -> Failure {
        let names = processes.map { "\($0.pid) (\(Printable.text($0.commandLine.utf8)))" }.joined(separator: ", ")
        let noun = processes.count == 1 ? "a process" : "\(processes.count) processes"
        return smoke(
            Failure.leftBehindCode, "left \(noun) behind: \(names)",
            "stop what it starts before it ends: ports, servers, epmd (`-start_epmd false`)")
    }

    /// Why the artifact could not be started at all.
    static func start(_ error: ProcessError) -> Failure {
        switch error.code {
        case "process.not-executable", "process.wrong-format", "process.interpreter-missing":
            smoke("smoke.not-executable", error.message, error.hint)
        case "process.not-found":
            smoke("smoke.not-found", error.message, "was the artifact moved or deleted?")
        case "process.bad-argument":
            smoke("smoke.bad-test", error.message, "see the test's `run` and `environment`")
        default:
            Failure(
                stage: .smoke, code: "smoke.cannot-start", message: error.message, hint: error.hint,
                isInfrastructure: true)
        }
    }

    static func workFolder(_ error: DiskError) -> Failure {
        Failure(
            stage: .smoke, code: "smoke.work-folder", message: error.message, hint: error.hint, isInfrastructure: true)
    }
}

/// A stream that a program writes to.
enum Stream: String {
    case stdout, stderr

    var name: String { self == .stdout ? "standard output" : "standard error" }
}

extension Duration {
    /// Such as `1.5 s`.
    var words: String {
        let tenths = Int((min(seconds, 1e9) * 10).rounded())
        return tenths % 10 == 0 ? "\(tenths / 10) s" : "\(tenths / 10).\(tenths % 10) s"
    }
}

/// The names of signals.
enum Signals {
    static func name(_ number: Int) -> String {
        let names = [
            1: "SIGHUP", 2: "SIGINT", 3: "SIGQUIT", 4: "SIGILL", 6: "SIGABRT", 7: "SIGBUS", 8: "SIGFPE", 9: "SIGKILL",
            11: "SIGSEGV", 13: "SIGPIPE", 14: "SIGALRM", 15: "SIGTERM",
        ]
        return names[number] ?? "unnamed"
    }
}
