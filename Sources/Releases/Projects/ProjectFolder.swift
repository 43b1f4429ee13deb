package import Host
package import SystemPackage

/// What builds a project.
package enum ProjectKind: String, Hashable, Sendable {
    /// `mix.exs`.
    case mix
    /// `rebar.config`.
    case rebar3
}

/// Where the parts of a project lie, found out by looking at its files without running anything.
package struct ProjectFolder: Hashable, Sendable {
    /// The folder with the project's own `mix.exs` or `rebar.config`: of an umbrella, the whole.
    package let root: FilePath
    package let kind: ProjectKind
    /// The apps of an umbrella by their folders below the root, such as `apps/my_cli`; nil for any other project.
    package let members: [String]?
    /// The app of the umbrella that is built, or the one that an escript of several applications starts.
    package let member: String?

    /// Looks at a folder.
    ///
    /// - Parameter app: the name of an umbrella's app; a path to the app itself names it as well.
    package init(_ folder: FilePath, app: String? = nil, disk: Disk) throws(ReleaseError) {
        guard let kind = Self.kind(of: folder, disk) else { throw .noProject(folder) }
        self.kind = kind
        guard kind == .mix else {
            (root, members, member) = (folder, nil, app)
            return
        }
        if app == nil, let (umbrella, path) = Self.umbrella(around: folder, disk) {
            (root, members, member) = (umbrella, Self.members(of: umbrella, disk), path)
            return
        }
        root = folder
        members = Self.members(of: folder, disk)
        guard let app else {
            member = nil
            return
        }
        guard let found = members?.first(where: { FilePath($0).lastComponent?.string == app }) else {
            throw .noMember(app, of: folder, members: members ?? [])
        }
        member = found
    }

    /// What builds the project in a folder; a folder with both files is Mix's.
    static func kind(of folder: FilePath, _ disk: Disk) -> ProjectKind? {
        if disk.kind(of: folder.appending("mix.exs")) == .file { return .mix }
        if disk.kind(of: folder.appending("rebar.config")) == .file { return .rebar3 }
        return disk.kind(of: folder.appending("rebar.config.script")) == .file ? .rebar3 : nil
    }

    /// The apps of an umbrella, sorted; nil if the folder holds none.
    private static func members(of root: FilePath, _ disk: Disk) -> [String]? {
        guard let text = try? disk.readText(root.appending("mix.exs")),
            let folder = SourceText(text).value(of: "apps_path"), let apps = SafeFolder(folder)
        else { return nil }
        let names = (try? disk.list(root.appending(apps.path))) ?? []
        return names.map { "\(apps.path)/\($0)" }.filter {
            disk.kind(of: root.appending($0).appending("mix.exs")) == .file
        }
    }

    /// The umbrella that a folder is an app of, and the app's place in it.
    private static func umbrella(around folder: FilePath, _ disk: Disk) -> (root: FilePath, member: String)? {
        guard let name = folder.lastComponent?.string else { return nil }
        let root = folder.removingLastComponent().removingLastComponent()
        guard root != folder, let members = members(of: root, disk) else { return nil }
        let apps = folder.removingLastComponent().lastComponent?.string ?? ""
        let member = "\(apps)/\(name)"
        return members.contains(member) ? (root, member) : nil
    }
}

/// A relative path that stays below where it starts.
struct SafeFolder {
    let path: String

    init?(_ text: String) {
        let normal = FilePath(text).lexicallyNormalized()
        guard normal.isRelative, let first = normal.components.first, first.kind == .regular else { return nil }
        path = normal.string
    }
}
