import Host
import Reports

/// What a run may use: processors, memory, and how far commands can be isolated.
struct ResourceExamination {
    let processors: Int
    let memory: Memory
    let isolation: IsolationSupport

    var examinations: [Examination] { [resources, sandbox] }

    /// A compile of Elixir with its runtime takes about this much.
    private static let enoughMemory = 1 << 30

    private var resources: Examination {
        let cores = "\(processors) \(processors == 1 ? "processor" : "processors")"
        let seen = "\(cores), \(size(memory.available)) of \(size(memory.limit)) memory available"
        let facts = [
            "processors": "\(processors)", "memory": "\(memory.limit)", "memory-available": "\(memory.available)",
        ]
        guard memory.available < Self.enoughMemory else { return Examination("resources", seen: seen, facts: facts) }
        return Examination(
            "resources", .note, seen: seen, follows: "builds may be killed for lack of memory",
            mend: "end other programs, raise the container's limit, or run with `limits: {jobs: 1}`", facts: facts)
    }

    private var sandbox: Examination {
        let facts = ["level": word, "read-only": "\(isolation.readOnly)", "offline": "\(isolation.offline)"]
        guard let notice = isolation.notice else {
            return Examination("isolation", seen: "full: namespaces for files, network and processes", facts: facts)
        }
        return Examination(
            "isolation", .note, seen: notice, follows: "builds and smoke tests work, less apart from this machine",
            mend: "allow user namespaces: in a container `--security-opt seccomp=unconfined` or `--privileged`, else "
                + "`sysctl user.max_user_namespaces=10000` and, on Ubuntu, "
                + "`sysctl kernel.apparmor_restrict_unprivileged_userns=0`", facts: facts)
    }

    private var word: String {
        switch isolation.level {
        case .none: "none"
        case .rules: "rules"
        case .sharedProcesses: "shared-processes"
        case .full: "full"
        }
    }
}

/// A number of bytes, for people.
func size(_ bytes: Int) -> String {
    bytes >= 1 << 30 ? "\(bytes >> 30) GiB" : "\(bytes >> 20) MiB"
}
