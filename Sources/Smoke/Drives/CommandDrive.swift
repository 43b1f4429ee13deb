import Host
import Matrix
import SystemPackage

/// A test that starts the artifact, waits for its end and looks at what it wrote.
struct CommandDrive {
    private let surroundings: Surroundings
    private let test: SmokeTest
    private let processes: Processes
    private let disk: Disk

    init(_ surroundings: Surroundings, _ test: SmokeTest, _ processes: Processes, _ disk: Disk) {
        self.surroundings = surroundings
        self.test = test
        self.processes = processes
        self.disk = disk
    }

    func run() async throws(CancellationError) -> Verdict {
        let command: Command
        do throws(DiskError) { command = try self.command() } catch { return Verdict(failure: .workFolder(error)) }
        let ending: Ending
        do throws(ProcessError) {
            ending = try await processes.run(command)
        } catch {
            if error.code == "process.interrupted" { throw CancellationError() }
            return Verdict(failure: .start(error))
        }
        let transcript = Transcript(command, test, ending.status, disk)
        return Verdict(failure: judge(ending, transcript), output: transcript.shownOutput)
    }

    private func judge(_ ending: Ending, _ transcript: Transcript) -> Failure? {
        if ending.wroteTooMuch { return .outputLimit(transcript) }
        if ending.timedOut { return .timeout(surroundings.timeout, transcript) }
        if let failure = transcript.complaint(test.expect) { return failure }
        return ending.leftovers.isEmpty ? nil : .leftBehind(ending.leftovers)
    }

    private func command() throws(DiskError) -> Command {
        let stdin = surroundings.folder.appending("stdin")
        if let text = test.stdin { try disk.write(text, to: stdin) }
        return Command(
            executable: surroundings.subject.artifact, arguments: test.arguments,
            environment: surroundings.environment(of: test), folder: surroundings.playground,
            stdin: test.stdin == nil ? .none : .file(stdin), stdout: surroundings.folder.appending("stdout"),
            stderr: surroundings.folder.appending("stderr"), timeout: surroundings.timeout,
            grace: surroundings.grace, outputLimit: Transcript.limit, isolation: surroundings.isolation)
    }
}

extension Transcript {
    /// What a command left in the files of its outputs.
    init(_ command: Command, _ test: SmokeTest, _ status: Ending.Status, _ disk: Disk) {
        self.init(
            commandLine: ShellQuoting.line(command.executable, test.arguments, test.environment), status: status,
            stdout: Self.content(command.stdout, disk), stderr: command.stderr.map { Self.content($0, disk) } ?? [])
    }

    /// The content of a file, or its end if it is larger than an output may be.
    private static func content(_ path: FilePath, _ disk: Disk) -> [UInt8] {
        if let bytes = try? disk.read(path, limit: limit) { return bytes }
        let tail = 20_000
        guard let size = disk.size(of: path), size > tail, let file = try? FileDescriptor.open(path, .readOnly) else {
            return []
        }
        defer { try? file.close() }
        var bytes = [UInt8](repeating: 0, count: tail)
        let count = try? bytes.withUnsafeMutableBytes {
            try file.read(fromAbsoluteOffset: Int64(size - tail), into: $0)
        }
        return Array(bytes.prefix(count ?? 0))
    }

    /// The end of both outputs, for the record.
    var shownOutput: String { Printable.tail(output, lines: 60).joined(separator: "\n") }
}
