import Host
import SystemPackage

/// The repositories on this machine that a project's dependencies come from: a sandbox has to show them.
enum LocalRepositories {
    private static let files = ["mix.exs", "mix.lock", "rebar.config", "rebar.lock"]

    /// Folders that hold a repository of Git, named as `file:///…` or by an absolute path.
    static func named(by project: ProjectSnapshot, disk: Disk) -> [FilePath] {
        let root = project.folder.root
        let folders = [root] + (project.folder.members ?? []).map { root.appending($0) }
        var found: Set<String> = []
        for folder in folders {
            for name in files {
                guard let text = try? disk.readText(folder.appending(name)) else { continue }
                // Every other piece stands between quotes.
                for piece in text.split(separator: "\"", omittingEmptySubsequences: false) {
                    if let path = path(of: piece), isRepository(path, disk) { found.insert(path.string) }
                }
            }
        }
        return found.sorted().map { FilePath($0) }
    }

    private static func path(of text: Substring) -> FilePath? {
        let path = text.hasPrefix("file://") ? text.dropFirst("file://".count) : text
        guard path.hasPrefix("/"), path.utf8.count < 4096, !path.contains("\n"), !path.utf8.contains(0) else {
            return nil
        }
        return FilePath(String(path)).lexicallyNormalized()
    }

    private static func isRepository(_ path: FilePath, _ disk: Disk) -> Bool {
        disk.kind(of: path.appending(".git")) != nil || disk.kind(of: path.appending("HEAD")) == .file
    }
}
