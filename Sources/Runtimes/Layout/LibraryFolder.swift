import Host
import SystemPackage

/// The folder of bundled libraries: from what packages hold (files by full version, links by the name that programs
/// ask for) to one file for each name that is asked for.
struct LibraryFolder {
    private let path: FilePath
    private let disk = Disk()

    init(_ path: FilePath) {
        self.path = path
    }

    /// Keeps the wanted names and the dynamic loader, each as a file of its own, and removes the rest.
    func settle(keeping wanted: Set<String>) throws {
        let names = try disk.list(path)
        let kept = names.filter { wanted.contains($0) || $0.hasPrefix("ld-linux-") }
        for name in kept where disk.kind(of: path.appending(name)) == .link { try replaceLink(name) }
        for name in names where !kept.contains(name) { try disk.removeTree(path.appending(name)) }
    }

    /// A link points at its file directly and in the same folder, as the packages have it.
    private func replaceLink(_ name: String) throws {
        let link = path.appending(name)
        let target = path.appending(try disk.readLink(link))
        guard disk.kind(of: target) == .file else { throw RuntimesError.missingLibrary("\(target)", of: name) }
        try disk.removeTree(link)
        try disk.copyFile(target, to: link)
    }
}
