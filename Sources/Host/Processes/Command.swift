package import SystemPackage

/// A program to run, with all that it gets from us; nothing of our own environment is handed on.
package struct Command: Sendable {
    package var executable: FilePath
    package var arguments: [String]
    /// Exactly the variables it gets, besides the cookie that marks its processes.
    package var environment: [String: String]
    /// Its working folder.
    package var folder: FilePath
    package var stdin: Input
    /// The file its standard output goes to, made anew. Files, not pipes: a process that outlives the
    /// command and keeps a pipe open could make us wait for ever.
    package var stdout: FilePath
    /// The same for standard error; `nil` for the file of standard output.
    package var stderr: FilePath?
    /// How long it may run before it is ended.
    package var timeout: Duration
    /// How long its processes have between SIGTERM and SIGKILL.
    package var grace: Duration
    /// How many bytes it may write to each of its files before it is ended, roughly.
    package var outputLimit: Int
    /// What marks its processes.
    package var cookie: Cookie
    /// Whether processes may outlive it, as those of a service do: then they are listed, not ended.
    package var leavesService: Bool
    /// How much of the machine it sees and may change.
    package var isolation: Isolation
    /// The permissions that its new files never have.
    package var umask: UInt32

    /// Where standard input comes from.
    package enum Input: Sendable {
        /// Nothing: the end of the file at once.
        case none
        case file(FilePath)
    }

    package init(
        executable: FilePath, arguments: [String] = [], environment: [String: String], folder: FilePath,
        stdin: Input = .none, stdout: FilePath, stderr: FilePath? = nil, timeout: Duration,
        grace: Duration = .seconds(5), outputLimit: Int = 256 << 20, cookie: Cookie = Cookie(),
        leavesService: Bool = false, isolation: Isolation = .none, umask: UInt32 = 0o022
    ) {
        self.executable = executable
        self.arguments = arguments
        self.environment = environment
        self.folder = folder
        self.stdin = stdin
        self.stdout = stdout
        self.stderr = stderr
        self.timeout = timeout
        self.grace = grace
        self.outputLimit = outputLimit
        self.cookie = cookie
        self.leavesService = leavesService
        self.isolation = isolation
        self.umask = umask
    }
}
