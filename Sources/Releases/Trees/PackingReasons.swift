import BEAM
import Host
import Matrix
import SystemPackage

/// Why each part of a finished tree is in it.
struct PackingReasons {
    let tree: TreeWriter
    /// The app that the tree is made for.
    let app: String
    /// Reasons that are known already, by path.
    let known: [String: String]
    /// What applications ask for that lie inside an escript.
    var inside: [ApplicationFile] = []

    /// What every Mix release begins with, whether the project asks for it or not.
    private static let everyRelease: Set<String> = ["compiler", "elixir", "iex", "sasl"]

    /// The parts with their bytes, sorted by path: programs and libraries each alone, applications and other folders as a whole.
    func parts(component: (String) -> Component) throws(DiskError) -> [PackedPart] {
        var sizes: [String: Int] = [:]
        for (path, kind) in try tree.disk.walk(tree.root) where kind == .file {
            sizes[Self.part(of: path), default: 0] += tree.disk.size(of: tree.root.appending(path)) ?? 0
        }
        let users = users()
        return sizes.keys.sorted().map { path in
            PackedPart(
                path: path, component: component(path), raw: sizes[path] ?? 0,
                reason: known[path] ?? reason(path, users))
        }
    }

    /// `lib/NAME-VERSION`, `releases`, a folder of an escript's, or the file itself; a program and the stub in front of it
    /// are one.
    private static func part(of path: String) -> String {
        let names = path.split(separator: "/")
        switch names.first {
        case "lib", "bin", "elixir": return names.prefix(2).joined(separator: "/")
        case "releases": return "releases"
        default: return path.hasSuffix(".elf") ? String(path.dropLast(4)) : path
        }
    }

    private func reason(_ path: String, _ users: [String: Set<String>]) -> String {
        if path == "releases" { return "says how the release starts" }
        if path.hasPrefix("bin/") { return path.hasSuffix(".boot") ? "says what starts first" : "the program" }
        guard let folder = ["lib/", EscriptFolders.elixir + "/"].first(where: path.hasPrefix) else {
            return "part of the release"
        }
        let name = String(path.dropFirst(folder.count).prefix { $0 != "-" })
        if name == app { return "the program" }
        if name == "kernel" || name == "stdlib" { return "needed by every program" }
        let users = users[name, default: []]
        if users.contains(app) { return "needed by \(app)" }
        if let user = users.min() { return "needed by \(user)" }
        return Self.everyRelease.contains(name) ? "part of every Mix release" : "part of the release"
    }

    /// For each application those that have to have it.
    private func users() -> [String: Set<String>] {
        var users: [String: Set<String>] = [:]
        let lib = tree.root.appending("lib")
        for file in inside { for needed in file.applications { users[needed, default: []].insert(file.name) } }
        for folder in (try? tree.disk.list(lib)) ?? [] {
            let name = String(folder.prefix { $0 != "-" })
            let resource = lib.appending("\(folder)/ebin/\(name).app")
            guard let text = try? tree.disk.readText(resource), let file = try? ApplicationFile(text) else { continue }
            for needed in file.applications { users[needed, default: []].insert(name) }
        }
        return users
    }
}
