import CLinux

/// A program in the background: own session, no terminal, output into a log file, process id in a file.
struct Daemon {
    private let log: Int32
    private let pidFile: ByteString

    private let installation: Installation

    init(app: ByteString, _ installation: Installation) throws(Failure) {
        let files = try DaemonFiles(app: app, cache: installation.cache.path)
        self.installation = installation
        log = files.log
        pidFile = files.pidPath
    }

    /// Waits until the program runs, then gives 0, or the error number of its exec.
    func run(_ launch: Launch) throws(Failure) -> Int32 {
        var ends: [Int32] = [-1, -1]
        if pipe2(&ends, O_CLOEXEC) != 0 { throw Failure.last("cannot make a pipe") }
        let child = fork()
        if child < 0 { throw Failure.last("cannot start a process") }
        if child == 0 { detach(launch, report: ends[1]) }
        close(ends[1])
        defer { close(ends[0]) }
        while waitpid(child, nil, 0) < 0, sys_errno() == EINTR {}
        let code = Daemon.read(ends[0])
        if code > Daemon.beforeExec { throw .system("cannot write " + pidFile, code - Daemon.beforeExec) }
        return code
    }

    /// Added to an error number that does not come from exec.
    private static let beforeExec: Int32 = 1 << 16

    /// The pipe closes when exec succeeds; before that it carries an error number.
    private static func read(_ file: Int32) -> Int32 {
        var code: Int32 = 0
        while CLinux.read(file, &code, 4) < 0, sys_errno() == EINTR {}
        return code
    }

    /// In the child: a process that leads no session, and so can never get a terminal back, becomes the program.
    private func detach(_ launch: Launch, report: Int32) -> Never {
        setsid()
        let child = fork()
        if child != 0 { leave(report, child < 0 ? Daemon.beforeExec + sys_errno() : 0) }
        redirect()
        let error = writeProcessID()
        if error != 0 { leave(report, Daemon.beforeExec + error) }
        sys_close_on_exec_from(3)
        installation.keepOverExec()
        let code = launch.run()
        unlink(pidFile.z)
        leave(report, code)
    }

    private func leave(_ report: Int32, _ code: Int32) -> Never {
        var code = code
        if code != 0 { write(report, &code, 4) }
        _exit(0)
    }

    /// Where there is no `/dev/null`, the end of a pipe that nobody writes to is as empty.
    private func redirect() {
        var empty = sys_open("/dev/null", O_RDONLY | O_CLOEXEC, 0)
        if empty < 0 {
            var ends: [Int32] = [-1, -1]
            pipe2(&ends, O_CLOEXEC)
            close(ends[1])
            empty = ends[0]
        }
        dup2(empty, 0)
        dup2(log, 1)
        dup2(log, 2)
    }

    /// Written beside and renamed: whoever sees the file can read the number. Gives the error number.
    private func writeProcessID() -> Int32 {
        let number = ByteString(decimal: Int(getpid()))
        let text = number + "\n"
        let beside = pidFile + "." + number
        let file = sys_open(beside.z, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o644)
        if file < 0 { return sys_errno() }
        var error: Int32 = 0
        if write(file, text.z, text.count) != text.count || rename(beside.z, pidFile.z) != 0 { error = sys_errno() }
        close(file)
        return error
    }
}
