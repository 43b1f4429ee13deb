import Host
import SystemPackage

extension FileListing {
    /// Adds what `rebar3 get-deps` has left in `_build/default`: the dependencies that the lock file names, and plugins. What
    /// they were compiled to is not of this build's OTP, and left out.
    mutating func addFetchedByRebar(below project: String) throws(DiskError) {
        let build = project.isEmpty ? "_build/default" : "\(project)/_build/default"
        let lock = (try? disk.readText(base.appending(project).appending("rebar.lock"))) ?? ""
        let locked = Set(LockFile(rebar: lock).dependencies.map(\.name))
        for kind in ["lib", "plugins"] {
            let folder = base.appending("\(build)/\(kind)")
            guard disk.isFolder(folder) else { continue }
            for name in try disk.list(folder) where kind == "plugins" || locked.contains(name) {
                let place = folder.appending(name)
                guard disk.kind(of: place) == .folder else { continue }
                let hasSource = disk.isFolder(place.appending("src"))
                try add(folder: "\(build)/\(kind)/\(name)") { path, isTop in
                    let entry = FilePath(path).lastComponent?.string
                    return entry != ".rebar3" && !(isTop && entry == "ebin" && hasSource)
                }
            }
        }
    }
}
