import Host
import SystemPackage

#if canImport(Glibc)
    import Glibc
#endif

/// Owner, mode and so on of what lies at a path.
func status(of path: FilePath) -> stat? {
    var status = stat()
    return stat(path.string, &status) == 0 ? status : nil
}

/// A child process as a test wants it: raw wait status, output in files, killed when asked to.
final class Program: Sendable {
    struct Result: Equatable {
        /// As the shell tells it: the exit status, or 128 and the signal's number.
        var status: Int32
        var stdout: String
        var stderr: String
    }

    let pid: pid_t
    private let folder: FilePath

    convenience init(
        _ path: FilePath, _ arguments: [String] = [], environment: [String: String], stdin: FilePath = "/dev/null",
        folder: FilePath
    ) throws {
        try self.init(
            path, arguments.map { Array($0.utf8) },
            environment: environment.map { Array("\($0.key)=\($0.value)".utf8) },
            stdin: stdin, folder: folder)
    }

    /// With arguments and variables (`NAME=VALUE`) of any bytes but zero.
    init(
        _ path: FilePath, _ arguments: [[UInt8]], environment: [[UInt8]], stdin: FilePath = "/dev/null",
        folder: FilePath
    ) throws {
        let output = try Disk().makeTemporaryFolder(in: folder, prefix: "output")
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, stdin.string, O_RDONLY, 0)
        let create = O_WRONLY | O_CREAT | O_TRUNC
        posix_spawn_file_actions_addopen(&actions, 1, output.appending("stdout").string, create, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, output.appending("stderr").string, create, 0o600)
        var argv = ([Array(path.string.utf8)] + arguments).map { Self.copy($0) }
        var envp = environment.map { Self.copy($0) }
        argv.append(nil)
        envp.append(nil)
        defer { for text in argv + envp { free(text) } }
        // Swift's threads block signals, other tests ignore some, and children inherit both.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        var all = sigset_t()
        sigfillset(&all)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
        var child: pid_t = 0
        var error = posix_spawn(&child, path.string, &actions, &attributes, argv, envp)
        // Another test's child may, for a moment, hold the freshly written file open.
        for _ in 0..<100 where error == ETXTBSY {
            usleep(5_000)
            error = posix_spawn(&child, path.string, &actions, &attributes, argv, envp)
        }
        if error != 0 { throw Errno(rawValue: error) }
        pid = child
        self.folder = output
    }

    private static func copy(_ bytes: [UInt8]) -> UnsafeMutablePointer<CChar>? {
        (bytes.map { CChar(bitPattern: $0) } + [0]).withUnsafeBufferPointer { $0.baseAddress.flatMap { strdup($0) } }
    }

    /// What it has written to standard output so far.
    func outputSoFar() throws -> String { try Disk().readText(folder.appending("stdout")) }

    func kill(_ signal: Int32) { Glibc.kill(pid, signal) }

    /// Everything that it has written to standard output.
    func output() throws -> [UInt8] { try Disk().read(folder.appending("stdout")) }

    func wait() async throws -> Result {
        let pid = pid
        let status = await Blocking.run {
            var status: Int32 = 0
            while waitpid(pid, &status, 0) < 0, errno == EINTR {}
            return status
        }
        let signal = status & 0x7F
        return Result(
            status: signal == 0 ? status >> 8 & 0xFF : 128 + signal,
            stdout: try Disk().readText(folder.appending("stdout")),
            stderr: try Disk().readText(folder.appending("stderr")))
    }
}
