import SystemPackage

/// The control groups that bound this process, as `/proc/self/cgroup` and `/proc/self/mountinfo` tell them (cgroups(7),
/// proc_pid_mountinfo(5)); both versions can be in use at once.
struct ControlGroups: Equatable {
    /// The folders of version 2 that bound us, the innermost first.
    var unified: [FilePath]
    /// The folders of version 1's controllers, such as `cpu` and `memory`, the innermost first.
    var controllers: [String: [FilePath]]

    /// Reads the texts of both files.
    init(groups: String, mounts: String) {
        unified = []
        controllers = [:]
        var paths: [String: FilePath] = [:]
        for line in groups.split(separator: "\n") {
            let parts = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
            guard parts.count == 3 else { continue }
            for name in parts[1].split(separator: ",", omittingEmptySubsequences: false) {
                paths[String(name)] = FilePath(String(parts[2]))
            }
        }
        for line in mounts.split(separator: "\n") {
            guard let mount = Mount(line) else { continue }
            if mount.type == "cgroup2", let path = paths[""] {
                unified = mount.folders(of: path)
            } else if mount.type == "cgroup" {
                for name in ["cpu", "memory"] where mount.options.contains(Substring(name)) {
                    if let path = paths[name] { controllers[name] = mount.folders(of: path) }
                }
            }
        }
    }

    /// A line of mountinfo, as far as it matters here.
    private struct Mount {
        let root: FilePath
        let place: FilePath
        let type: Substring
        let options: [Substring]

        init?(_ line: Substring) {
            let fields = line.split(separator: " ")
            guard let dash = fields.firstIndex(of: "-"), dash >= 6, fields.count > dash + 3 else { return nil }
            root = FilePath(String(fields[3]))
            place = FilePath(String(fields[4]))
            type = fields[dash + 1]
            options = fields[dash + 3].split(separator: ",")
        }

        /// Where a group and those around it are found; in a container the mount may begin at the group itself.
        func folders(of group: FilePath) -> [FilePath] {
            var relative = group
            if !relative.removePrefix(root) { relative = "" }
            relative.root = nil
            var folders = [place]
            for component in relative.components where component.kind == .regular {
                folders.append(folders[folders.count - 1].appending(component))
            }
            return folders.reversed()
        }
    }
}
