import SystemPackage

#if canImport(Glibc)
    import Glibc
#endif

/// The start of a keeper: the one place where this program makes another process.
struct KeeperSpawn {
    let arguments: [String]
    /// Entries such as `NAME=value`.
    let environment: [String]
    /// The open files that become descriptors 0, 1, 2 …
    let files: [Int32]

    /// Starts the keeper's program; its number.
    func start(_ program: KeeperProgram.Place) -> Result<Int32, Errno> {
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        guard posix_spawn_file_actions_init(&actions) == 0 else { return .failure(.noMemory) }
        defer { posix_spawn_file_actions_destroy(&actions) }
        guard posix_spawnattr_init(&attributes) == 0 else { return .failure(.noMemory) }
        defer { posix_spawnattr_destroy(&attributes) }
        var copies: [Int32] = []
        defer { for file in copies { close(file) } }
        for (number, file) in (files + [program.file]).enumerated() {
            guard let source = outOfTheWay(file, &copies) else { return .failure(Errno(rawValue: errno)) }
            posix_spawn_file_actions_adddup2(&actions, source, Int32(number))
        }
        // The kernel itself would close them only after we have been told of the start, too late for `SpawnBarrier`.
        _ = CLibrary.posix_spawn_file_actions_addclosefrom_np?(&actions, Int32(files.count + 1))
        fill(&attributes)
        return spawn(program.path ?? "/proc/self/fd/\(files.count)", &actions, &attributes)
    }

    /// A descriptor that none of those to be made can overwrite.
    private func outOfTheWay(_ file: Int32, _ copies: inout [Int32]) -> Int32? {
        if file > files.count { return file }
        let copy = fcntl(file, F_DUPFD_CLOEXEC, Int32(files.count + 1))
        if copy >= 0 { copies.append(copy) }
        return copy >= 0 ? copy : nil
    }

    /// A session of its own, away from the keys of our terminal, and signals as they are by default.
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
        _ path: String, _ actions: inout posix_spawn_file_actions_t, _ attributes: inout posix_spawnattr_t
    ) -> Result<Int32, Errno> {
        var argv = arguments.map { strdup($0) } + [nil]
        var envp = environment.map { strdup($0) } + [nil]
        defer { for text in argv + envp { free(text) } }
        var pid: Int32 = 0
        let status = SpawnBarrier.whileStarting {
            let status = posix_spawn(&pid, path, &actions, &attributes, &argv, &envp)
            if status == 0 { Children.add(pid) }
            return status
        }
        return status == 0 ? .success(pid) : .failure(Errno(rawValue: status))
    }
}
