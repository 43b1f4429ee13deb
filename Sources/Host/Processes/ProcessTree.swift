#if canImport(Glibc)
    import Glibc
#endif

/// All processes that came from one command, wherever they are by now: those of its session, those with its
/// cookie, and the descendants of both.
package struct ProcessTree: Sendable {
    let cookie: Cookie
    /// The command's first process, leader of its session; `nil` when it is long gone.
    let root: Int32?

    /// The processes with this cookie.
    package init(cookie: Cookie, root: Int32? = nil) {
        self.cookie = cookie
        self.root = root
    }

    /// The tree's processes that run, in the order of their numbers.
    package func running() -> [RunningProcess] {
        living().sorted().map { RunningProcess(pid: $0, commandLine: ProcessTable.commandLine(of: $0)) }
    }

    /// Sends a signal to every process of the tree.
    package func signal(_ number: Int32) {
        for pid in parentsFirst(living()) { kill(pid, number) }
    }

    /// Ends the tree: SIGTERM, the grace, SIGKILL. Blocks the thread until every process is gone, or refuses to go even
    /// so. Returns whether SIGTERM was enough.
    @discardableResult
    package func end(grace: Duration) -> Bool {
        var seen: Set<Int32> = []
        // A stopped process would not see SIGTERM without SIGCONT.
        if wait(grace, &seen, signalling: [SIGTERM, SIGCONT]) { return true }
        _ = wait(.seconds(5), &seen, signalling: [SIGKILL])
        return false
    }

    /// Blocks the thread until no process of the tree runs any more; returns whether that came true in time.
    package func waitUntilGone(within time: Duration) -> Bool {
        var seen: Set<Int32> = []
        return wait(time, &seen, signalling: [])
    }

    /// Each process gets the signals when it is first seen; some may have been on their way when we looked.
    private func wait(_ time: Duration, _ seen: inout Set<Int32>, signalling signals: [Int32]) -> Bool {
        let deadline = Clock.live.monotonic() + time.seconds
        var signalled: Set<Int32> = []
        var emptyScans = 0
        while true {
            let living = living()
            for pid in parentsFirst(living.subtracting(signalled)) {
                for number in signals { kill(pid, number) }
            }
            signalled = living
            reap(seen.subtracting(living))
            seen = living
            // One look can miss a process that is just being forked or replaced by another program.
            emptyScans = living.isEmpty ? emptyScans + 1 : 0
            if emptyScans == 3 { return true }
            if !living.isEmpty, Clock.live.monotonic() >= deadline { return false }
            usleep(5_000)
        }
    }

    /// Those that ended as our own orphans would stay as zombies; the system refuses those that are not ours.
    private func reap(_ gone: Set<Int32>) {
        for pid in gone where pid != root { waitpid(pid, nil, WNOHANG) }
    }

    /// The numbers of the processes that run.
    private func living() -> Set<Int32> {
        let table = ProcessTable.read()
        let own = getpid()
        var members = Set(table.entries.filter { $0.pid != own && isSeed($0) }.map(\.pid))
        addDescendants(to: &members, table, except: own)
        let ended = Set(table.entries.filter { $0.isZombie && members.contains($0.pid) }.map(\.pid))
        reap(ended)
        return members.subtracting(ended)
    }

    /// Otherwise a shell might end with the status of its child before it is ended itself.
    private func parentsFirst(_ members: Set<Int32>) -> [Int32] {
        members.sorted { $0 == root || ($1 != root && $0 < $1) }
    }

    private func isSeed(_ entry: ProcessTable.Entry) -> Bool {
        if let root, entry.pid == root || entry.session == root { return true }
        return !entry.isZombie
            && ProcessTable.environment(of: entry.pid, holds: "\(Cookie.variable)=\(cookie.value)")
    }

    private func addDescendants(to members: inout Set<Int32>, _ table: ProcessTable, except own: Int32) {
        var children: [Int32: [Int32]] = [:]
        for entry in table.entries where entry.pid != own { children[entry.parent, default: []].append(entry.pid) }
        var open = Array(members)
        while let parent = open.popLast() {
            for child in children[parent] ?? [] where members.insert(child).inserted { open.append(child) }
        }
    }
}

extension Duration {
    /// The duration in seconds.
    package var seconds: Double {
        let parts = components
        return Double(parts.seconds) + Double(parts.attoseconds) / 1e18
    }
}
