import CLinux

/// The lock of an instance's pid file. The running program holds it by a descriptor it got through exec, so it tells the
/// truth after a crash, and without `/proc`.
extension Instance {
    /// The open pid file, locked; negative if the instance runs.
    @inline(never)
    func take() -> Int32 {
        // Somebody who only looks holds it for a moment.
        for _ in 0..<20 {
            let file = sys_open(pidFile.z, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NOCTTY, 0o644)
            if file < 0 { Ending.failed("cannot write " + pidFile) }
            // Whoever stopped the one before may have removed the file that we have locked.
            if sys_flock(file, LOCK_EX | LOCK_NB) == 0, sys_is_file(file, pidFile.z) != 0 { return file }
            close(file)
            usleep(10_000)
        }
        return -1
    }

    /// The process that runs; nil if none does, 0 if it has not told its number.
    @inline(never)
    func holder() -> Int? {
        for _ in 0..<50 {
            guard Instance.isLocked(pidFile) else { return nil }
            let number = lastProcess
            if number > 0 { return number }
            usleep(5_000)
        }
        return 0
    }

    /// The number in the pid file, whether that process runs or not; 0 if there is none.
    var lastProcess: Int { Int(sys_number_in(pidFile.z)) }

    @inline(never)
    static func isLocked(_ path: Text) -> Bool {
        let file = sys_open(path.z, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK, 0)
        if file < 0 { return false }
        defer { close(file) }
        return sys_flock(file, LOCK_SH | LOCK_NB) != 0 && sys_errno() == EWOULDBLOCK
    }

    /// Only under the lock.
    @inline(never)
    func write(_ process: pid_t, to file: Int32) -> Bool {
        let text = Text(Int(process)) + "\n"
        let count = Int(strlen(text.z))
        return pwrite(file, text.z, count, 0) == count && ftruncate(file, off_t(count)) == 0
    }

    /// Asks the process to end, and makes it when the time is up. Gives whether that was necessary.
    @inline(never)
    func end(_ process: Int, within seconds: Int) -> Bool {
        if process == 0 { Ending.late.tell(name + " is just being started") }
        if kill(pid_t(process), SIGTERM) != 0, sys_errno() != ESRCH {
            Ending.failed("cannot end process " + Text(process))
        }
        let isForced = !waitUntilFree(seconds)
        if isForced {
            kill(pid_t(process), SIGKILL)
            if !waitUntilFree(10) {
                Ending.late.tell("process " + Text(process) + " does not end, or has left others behind")
            }
        }
        waitForLog()
        let lock = take()
        if lock >= 0 {
            unlink(readyFile.z)
            unlink(pidFile.z)
            close(lock)
        }
        return isForced
    }

    @inline(never)
    private func waitUntilFree(_ seconds: Int) -> Bool {
        let end = sys_now() + seconds * 1000
        while Instance.isLocked(pidFile) {
            if sys_now() > end { return false }
            usleep(10_000)
        }
        return true
    }

    /// Until all that was said is written, but not for ever: processes that are left may hold the pipe.
    func waitForLog() {
        for _ in 0..<100 where Instance.isLocked(log) { usleep(10_000) }
    }
}
