import Host
import SystemPackage

/// The files and folders that a project's `mix.exs` names outside its own folder, such as `path: "../shared"`.
///
/// The project file is read, not run: whatever it writes as a text that begins with `../` and that is there counts.
struct OutsideReferences {
    let disk: Disk

    /// What the projects below these roots refer to outside them, with what that refers to in turn.
    ///
    /// - Parameter given: further folders and files that belong to the project.
    func found(from project: FilePath, given: [FilePath]) throws(ReleaseError) -> [FilePath] {
        var roots = [project]
        for path in given {
            guard disk.kind(of: path) != nil else { throw .noRoot(path) }
            roots.append(path)
        }
        var pending = roots
        while let root = pending.popLast() {
            for path in try references(of: root) where !isCovered(path, by: roots) {
                roots.append(path)
                pending.append(path)
            }
        }
        return roots.filter { root in root != project && !roots.contains { $0 != root && root.starts(with: $0) } }
    }

    /// A folder that holds the project would bring along all that happens to lie there.
    private func isCovered(_ path: FilePath, by roots: [FilePath]) -> Bool {
        roots.contains { path.starts(with: $0) || $0.starts(with: path) }
    }

    private func references(of root: FilePath) throws(ReleaseError) -> [FilePath] {
        guard disk.isFolder(root) else { return [] }
        var found: [FilePath] = []
        for file in try projectFiles(of: root) {
            guard let text = try? disk.readText(file) else { continue }
            let folder = file.removingLastComponent()
            for name in SourceText(text).strings where name == ".." || name.hasPrefix("../") {
                let path = folder.appending(name).lexicallyNormalized()
                if disk.kind(of: path) != nil, path.lastComponent?.string != "_build" { found.append(path) }
            }
        }
        return found
    }

    /// The project file of the root and those of an umbrella's apps.
    private func projectFiles(of root: FilePath) throws(ReleaseError) -> [FilePath] {
        guard ProjectFolder.kind(of: root, disk) == .mix else { return [] }
        let members = try ProjectFolder(root, disk: disk).members ?? []
        return ([root] + members.map { root.appending($0) }).map { $0.appending("mix.exs") }
    }
}
