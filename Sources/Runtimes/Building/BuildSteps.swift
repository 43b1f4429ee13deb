import Host
import SystemPackage

/// One program of a build and what is said while it runs.
struct CompilerStep {
    /// What is being done, such as `compiling OpenSSL`.
    let stage: String
    let program: String
    let arguments: [String]
    let folder: FilePath
    var variables: [String: String] = [:]
}

/// Runs the steps of a build one after the other, each seeing nothing of the caller's environment.
struct CompilerSteps: Sendable {
    /// The only folder that they may write to.
    let work: FilePath
    /// Where what they write is kept.
    let logs: FilePath
    let processes: Processes
    let watch: BuildWatch

    private static let timeout = Duration.seconds(3600)
    /// How much of a log a failure tells.
    private static let tail = 25

    /// Runs one step; `number` is part of its log's name.
    func run(_ step: CompilerStep, number: Int) async throws(RuntimesError) {
        guard let program = step.program.hasPrefix("/") ? FilePath(step.program) : CompilerTools.find(step.program)
        else {
            throw .stepFailed(step, "there is no \(step.program)", log: "", [])
        }
        let log = logs.appending("\(number < 10 ? "0" : "")\(number)-\(step.stage.replacing(" ", with: "-")).log")
        let command = Command(
            executable: program, arguments: step.arguments, environment: variables(step), folder: step.folder,
            stdout: log, timeout: Self.timeout, isolation: .sandbox(Sandbox(writable: [work], network: false)))
        let watching = watch.begin(step.stage, log)
        defer { watching.cancel() }
        let ending: Ending
        do throws(ProcessError) { ending = try await processes.run(command) } catch {
            if Task.isCancelled { throw .cancelled }
            throw .stepFailed(step, error.message, log: log.string, [])
        }
        let lines = ((try? Disk().readText(log)) ?? "").split(whereSeparator: \.isNewline).suffix(Self.tail)
        if ending.timedOut { throw .stepFailed(step, "it ran for an hour", log: log.string, lines.map(String.init)) }
        switch ending.status {
        case .exited(0): return
        case .exited(let status):
            throw .stepFailed(
                step, "\(step.program) exited with status \(status)", log: log.string, lines.map(String.init))
        case .signalled(let signal):
            throw .stepFailed(
                step, "\(step.program) was ended by signal \(signal)", log: log.string, lines.map(String.init))
        }
    }

    /// The same on every machine: compilers write some of it into what they make.
    private func variables(_ step: CompilerStep) -> [String: String] {
        let all = [
            "PATH": "\(work.appending("tools")):\(CompilerTools.path)", "HOME": work.string, "TMPDIR": work.string,
            "LANG": "C", "LC_ALL": "C", "TZ": "UTC", "SOURCE_DATE_EPOCH": "0",
        ]
        return all.merging(step.variables) { $1 }
    }
}

extension RuntimesError {
    fileprivate static func stepFailed(
        _ step: CompilerStep, _ reason: String, log: String, _ lines: [String]
    ) -> RuntimesError {
        let end = lines.isEmpty ? "" : "\n" + lines.map { "  | \($0)" }.joined(separator: "\n")
        return RuntimesError(
            "runtimes.build-failed", "\(step.stage) failed: \(reason)\(end)",
            hint: log.isEmpty ? "see the message" : "all that it wrote is in \(log)", isInfrastructure: true)
    }
}
