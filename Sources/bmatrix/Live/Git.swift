import Host
import Reports
import SystemPackage

#if canImport(Glibc)
    import Glibc
#endif

/// Git, as far as it tells what has changed: called with a fixed environment, and never writing to the repository.
struct Git {
    /// Where it is called.
    let folder: FilePath
    let processes: Processes
    /// A folder for what it prints.
    let scratch: FilePath
    private let executable: FilePath
    private let environment: [String: String]

    /// What a call gave.
    struct Answer {
        let succeeded: Bool
        let output: [UInt8]
        let errors: String

        var text: String { String(decoding: output, as: UTF8.self) }
        /// What ends with NUL each.
        var items: [String] { output.split(separator: 0).map { String(decoding: $0, as: UTF8.self) } }
        var lines: [String] { text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
    }

    /// - Parameter environment: the caller's; of it only the search path and the user's own Git settings are used.
    init(in folder: FilePath, scratch: FilePath, processes: Processes, environment: [String: String]) throws {
        let folders = (environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":").map { FilePath(String($0)) }
        let found = folders.filter(\.isAbsolute).map { $0.appending("git") }.first { access($0.string, X_OK) == 0 }
        guard let found else { throw Fault.gitNotFound }
        executable = found
        self.folder = folder
        self.scratch = scratch
        self.processes = processes
        self.environment = Git.environment(from: environment)
    }

    /// Without `GIT_DIR` and its like, which hooks set, and with messages that can be told apart.
    private static func environment(from caller: [String: String]) -> [String: String] {
        let kept = caller.filter { ["PATH", "HOME", "XDG_CONFIG_HOME", "TMPDIR"].contains($0.key) }
        return kept.merging([
            "LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "GIT_PAGER": "cat",
        ]) { $1 }
    }

    /// Calls it and waits for the end, in another folder if one is given.
    func ask(_ arguments: [String], in other: FilePath? = nil) async throws -> Answer {
        let (output, errors) = (scratch.appending("git.out"), scratch.appending("git.err"))
        let always = ["--no-pager", "-c", "core.quotePath=false", "-c", "core.fsmonitor=false"]
        let command = Command(
            executable: executable, arguments: always + arguments, environment: environment, folder: other ?? folder,
            stdout: output, stderr: errors, timeout: .seconds(300))
        do {
            let ending = try await processes.run(command)
            if ending.timedOut { throw Fault.gitTooSlow(arguments) }
            let disk = Disk()
            return Answer(
                succeeded: ending.status == .exited(0), output: try disk.read(output),
                errors: try disk.readText(errors))
        } catch let error as ProcessError {
            throw Fault(status: .infrastructure, code: error.code, message: error.message, hint: error.hint)
        } catch let error as DiskError { throw Fault(error) }
    }
}
