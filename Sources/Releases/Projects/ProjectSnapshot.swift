package import Digest
package import Host
package import SystemPackage

/// The files of a project that a build reads, and their digest; a build works on a copy, so the project is never written to.
package struct ProjectSnapshot: Sendable {
    /// The folder that all of it lies below: the project's own, or one above it that holds what it refers to, too.
    package let root: FilePath
    /// The project's folder below the root; empty when it is the root.
    package let path: String
    /// The project's parts.
    package let folder: ProjectFolder
    /// The paths that count, relative to the root, sorted.
    package let files: [String]
    /// SHA-256 over every path, executable bit and content.
    package let digest: DigestValue
    /// The digests of its files, or the targets of its links, in the order of `files`.
    package let contents: [String]
    private let links: Set<String>

    /// Reads the project.
    ///
    /// - Parameters:
    ///   - app: the app of an umbrella that is built.
    ///   - roots: folders and files that belong to the project although they lie elsewhere and nothing says so.
    ///   - leaving: what is in the project's folder and not of it: the matrix file, the folder for results.
    package init(
        of place: FilePath, app: String? = nil, roots: [FilePath] = [], leaving: [FilePath] = [], disk: Disk
    ) throws(ReleaseError) {
        let folder = try ProjectFolder(place.lexicallyNormalized(), app: app, disk: disk)
        let outside = try OutsideReferences(disk: disk).found(from: folder.root, given: roots)
        let root = outside.reduce(folder.root) { Self.common($0, $1) }
        self.folder = folder
        self.root = root
        path = Self.below(root, folder.root)
        do throws(DiskError) {
            var listing = FileListing(base: root, leaving: leaving, disk: disk)
            for path in [folder.root] + outside { try listing.add(Self.below(root, path)) }
            if folder.kind == .rebar3 { try listing.addFetchedByRebar(below: path) }
            files = listing.files.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
            links = listing.links
            contents = try Self.contents(of: files, links, in: root, disk)
            digest = Self.digest(of: zip(files, contents), path, folder.member)
        } catch { throw .disk(error) }
    }

    /// The name of the umbrella's app that is built, or of the application that an escript starts.
    package var app: String? { folder.member.flatMap { FilePath($0).lastComponent?.string } }

    /// Where the project stands in a copy of the whole.
    package func project(in copy: FilePath) -> FilePath { path.isEmpty ? copy : copy.appending(path) }

    /// Copies the files into a new folder.
    package func copy(to folder: FilePath, disk: Disk) throws(DiskError) {
        try disk.makeFolder(folder)
        var made: Set<String> = []
        for file in files {
            let target = folder.appending(file)
            let parent = target.removingLastComponent()
            if made.insert(parent.string).inserted { try disk.makeFolder(parent) }
            let source = root.appending(file)
            if links.contains(file) {
                try disk.link(target, to: disk.readLink(source))
            } else {
                try disk.copyFile(source, to: target)
            }
        }
    }

    /// The digest of those files alone for which `wanted` holds.
    func digest(where wanted: (String) -> Bool) -> DigestValue {
        Self.digest(of: zip(files, contents).filter { wanted($0.0) }, path, folder.member)
    }

    private static func below(_ root: FilePath, _ path: FilePath) -> String {
        var rest = path
        return rest.removePrefix(root) ? rest.string : ""
    }

    private static func common(_ one: FilePath, _ other: FilePath) -> FilePath {
        var shared = one
        while !other.starts(with: shared), shared.removeLastComponent() {}
        return shared
    }

    /// What each file is and holds, in a line.
    private static func contents(
        of files: [String], _ links: Set<String>, in root: FilePath, _ disk: Disk
    ) throws(DiskError) -> [String] {
        var contents: [String] = []
        for file in files {
            let path = root.appending(file)
            if links.contains(file) {
                contents.append("link \(try disk.readLink(path))")
            } else {
                let digest = SHA256.digest(of: try disk.read(path))
                contents.append("\(disk.isExecutable(path) ? "program" : "file") \(digest.hex)")
            }
        }
        return contents
    }

    private static func digest(
        of files: some Sequence<(String, String)>, _ project: String, _ member: String?
    ) -> DigestValue {
        var total = SHA256()
        if !project.isEmpty { total.update("project\0\(project)\0") }
        if let member { total.update("app\0\(member)\0") }
        for (file, content) in files { total.update("\(file)\0\(content)\0") }
        return total.finalize()
    }
}
