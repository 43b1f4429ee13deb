import Digest
import Host
import SystemPackage

/// The files of an installation, told by their content and copied as they are.
struct InstalledTree {
    private let root: FilePath
    private let disk = Disk()

    init(_ root: FilePath) {
        self.root = root
    }

    /// The hash of all names, executable bits, links and contents; blocks meanwhile.
    func digest() throws -> DigestValue {
        var hash = SHA256()
        for (name, kind) in try members() {
            let path = root.appending(name)
            switch kind {
            case .file:
                hash.update("\(disk.isExecutable(path) ? "x" : "f") \(name)\0\(try SHA256.digest(ofFile: path))\n")
            case .link: hash.update("l \(name)\0\(try disk.readLink(path))\n")
            case .folder: hash.update("d \(name)\n")
            case .other: continue
            }
        }
        return hash.finalize()
    }

    /// Copies everything into an empty folder; blocks meanwhile.
    func copy(to folder: FilePath) throws {
        for (name, kind) in try members() {
            let (source, place) = (root.appending(name), folder.appending(name))
            switch kind {
            case .file: try disk.copyFile(source, to: place)
            case .link: try disk.link(place, to: disk.readLink(source))
            case .folder: try disk.makeFolder(place)
            case .other: continue
            }
        }
    }

    /// What belongs to the installation: links to elsewhere on the host, such as to its manual pages, do not.
    private func members() throws -> [(path: String, kind: Disk.Kind)] {
        try disk.walk(root).filter { name, kind in
            try kind != .link || staysInside(name, disk.readLink(root.appending(name)))
        }
    }

    private func staysInside(_ name: String, _ target: String) -> Bool {
        let place = FilePath(name).removingLastComponent()
        let path = place.pushing(FilePath(target)).lexicallyNormalized()
        return path.isRelative && path.components.first?.kind != .parentDirectory
    }
}
