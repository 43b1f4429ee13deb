import CLinux

/// A program that becomes a service: in the background with its own session, no terminal and its output in a log, or in
/// the foreground, for supervisors.
struct Daemon {
    private let instance: Instance
    private let installation: Installation
    private let launch: Launch

    init(_ instance: Instance, _ installation: Installation, _ launch: Launch) {
        self.instance = instance
        self.installation = installation
        self.launch = launch
    }

    /// Gives 0 once it is ready, or the error number of its exec.
    func run(_ start: Start) -> Int32 {
        // The numbers 0 to 2 must not be given to anything else.
        var spare: Int32
        repeat { spare = sys_open(("/dev/null" as Text).z, O_RDWR, 0) } while spare >= 0 && spare <= 2
        close(spare)
        let isForeground = start.manner == .foreground
        let writer = isForeground ? nil : LogWriter(instance.log)
        let lock = instance.take()
        if lock < 0 {
            Ending.running.tell(instance.name + " runs already: process " + Text(instance.lastProcess))
        }
        unlink(instance.readyFile.z)
        setenv(("BMATRIX_READY_FILE" as Text).z, instance.readyFile.z, 1)
        record(start)
        return writer.map { detached(lock, $0) } ?? become(lock)
    }

    private func record(_ start: Start) {
        var text = Answer()
        text.add(start.manner == .foreground ? "foreground" : "background")
        var next = start.arguments
        while let argument = next.pointee {
            text.add(byte: 0)
            text.add(Text(argument))
            next += 1
        }
        text.add(byte: 0)
        let file = sys_open(instance.startFile.z, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o600)
        if file < 0 || !text.writeAll(to: file) { Ending.failed("cannot write " + instance.startFile) }
        close(file)
    }

    private func become(_ lock: Int32) -> Int32 {
        if !instance.write(getpid(), to: lock) { Ending.failed("cannot write " + instance.pidFile) }
        dup(lock)
        installation.keepOverExec()
        let code = launch.run()
        unlink(instance.pidFile.z)
        return code
    }

    private func detached(_ lock: Int32, _ writer: LogWriter) -> Int32 {
        let seconds = Text.number("BMATRIX_READY_TIMEOUT", else: 60)
        let begin = sys_size(writer.file)
        let report = Pipe()
        let child = fork()
        if child < 0 { Ending.failed("cannot start a process") }
        if child == 0 { detach(lock, writer, report) }
        close(report.end)
        close(lock)
        close(writer.file)
        while waitpid(child, nil, 0) < 0, sys_errno() == EINTR {}
        let code = report.number
        close(report.begin)
        if code == 0, seconds > 0 { Readiness(instance: instance, logBegin: begin).wait(seconds) }
        return code
    }

    /// In the child: a process that leads no session, and so can never get a terminal back, becomes the program, and
    /// another one writes the log.
    private func detach(_ lock: Int32, _ writer: LogWriter, _ report: Pipe) -> Never {
        setsid()
        var output = writer.file
        if sys_is_regular_file(output) != 0 {
            let lines = Pipe()
            let child = fork()
            if child < 0 { Ending.failed("cannot start a process") }
            if child == 0 { writer.run(lines.begin) }
            output = lines.end
        }
        let child = fork()
        if child < 0 { Ending.failed("cannot start a process") }
        if child > 0 { _exit(0) }
        if !instance.write(getpid(), to: lock) { Ending.failed("cannot write " + instance.pidFile) }
        dup2(sys_open(("/dev/null" as Text).z, O_RDONLY | O_CLOEXEC, 0), 0)
        dup2(output, 1)
        dup2(output, 2)
        sys_close_on_exec_from(3)
        sys_reset_signals()
        // Besides the standard descriptors the program gets its holds on the instance and on the install.
        dup(lock)
        installation.keepOverExec()
        var code = launch.run()
        unlink(instance.pidFile.z)
        CLinux.write(report.end, &code, 4)
        _exit(0)
    }
}

/// A pipe whose ends exec closes.
private struct Pipe {
    let begin: Int32
    let end: Int32

    init() {
        var ends: (Int32, Int32) = (-1, -1)
        if sys_pipe(&ends.0, &ends.1) != 0 { Ending.failed("cannot make a pipe") }
        (begin, end) = ends
    }

    /// The error number in it; 0 if it is closed first, as exec does.
    var number: Int32 {
        var code: Int32 = 0
        while read(begin, &code, 4) < 0, sys_errno() == EINTR {}
        return code
    }
}
