import SystemPackage

#if canImport(Glibc)
    import Glibc
#endif

/// The start of a program in a new session whose controlling terminal is the one at `screen`.
struct TerminalSpawn {
    let executable: FilePath
    let folder: FilePath
    /// The path of the terminal's device.
    let screen: String

    /// Starts the program and returns its number.
    func start(arguments: [String], environment: [String: String]) throws(ProcessError) -> Int32 {
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        guard posix_spawn_file_actions_init(&actions) == 0 else { throw .failed(executable, "out of memory") }
        defer { posix_spawn_file_actions_destroy(&actions) }
        guard posix_spawnattr_init(&attributes) == 0 else { throw .failed(executable, "out of memory") }
        defer { posix_spawnattr_destroy(&attributes) }
        guard fill(&actions) else { throw .failed(executable, "the C library is too old (glibc 2.34 is needed)") }
        fill(&attributes)
        return try spawn(
            &actions, &attributes, arguments, environment.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" })
    }

    private func fill(_ actions: inout posix_spawn_file_actions_t) -> Bool {
        guard CLibrary.posix_spawn_file_actions_addchdir_np?(&actions, folder.string) == 0 else { return false }
        // Opened by the leader of a session that has no terminal yet, it becomes the session's terminal.
        posix_spawn_file_actions_addopen(&actions, 0, screen, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, 0, 1)
        posix_spawn_file_actions_adddup2(&actions, 0, 2)
        return CLibrary.posix_spawn_file_actions_addclosefrom_np?(&actions, 3) == 0
    }

    private func fill(_ attributes: inout posix_spawnattr_t) {
        var none = sigset_t()
        var all = sigset_t()
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        let newSession: Int32 = 0x80
        let flags = Int32(POSIX_SPAWN_SETSIGMASK) | Int32(POSIX_SPAWN_SETSIGDEF) | newSession
        posix_spawnattr_setflags(&attributes, Int16(truncatingIfNeeded: flags))
    }

    private func spawn(
        _ actions: inout posix_spawn_file_actions_t, _ attributes: inout posix_spawnattr_t, _ arguments: [String],
        _ environment: [String]
    ) throws(ProcessError) -> Int32 {
        var argv = arguments.map { strdup($0) } + [nil]
        var envp = environment.map { strdup($0) } + [nil]
        defer { for text in argv + envp { free(text) } }
        var pid: Int32 = 0
        let deadline = Clock.live.monotonic() + 2
        while true {
            let status = posix_spawn(&pid, executable.string, &actions, &attributes, &argv, &envp)
            if status == 0 { return pid }
            // A child that another thread has just forked may hold the file open for writing.
            guard status == ETXTBSY, Clock.live.monotonic() < deadline else { throw .start(executable, status) }
            usleep(20_000)
        }
    }
}
