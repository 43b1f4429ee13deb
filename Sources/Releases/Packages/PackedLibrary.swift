import BEAM
import Host
package import Matrix
import SystemPackage

/// An application of Erlang that a release tree holds.
package struct PackedLibrary: Hashable, Codable, Sendable {
    package var name: String
    package var version: String
    /// The part of the artifact that it belongs to.
    package var component: Component
    /// The applications that it needs.
    package var needs: [String]

    init(_ file: ApplicationFile, _ component: Component) {
        name = file.name
        version = file.version
        self.component = component
        needs = file.applications
    }
}

extension TreeDescription {
    /// Notes what the tree holds: the applications below `lib`, with those that an escript carries, and the bundled libraries.
    mutating func survey(_ tree: TreeWriter, carried: [ApplicationFile] = []) throws(DiskError) {
        let lib = tree.root.appending("lib")
        for folder in try tree.disk.list(lib) {
            let ebin = lib.appending(folder).appending("ebin")
            for name in (try? tree.disk.list(ebin)) ?? [] where name.hasSuffix(".app") {
                guard let file = try? ApplicationFile(tree.disk.readText(ebin.appending(name))) else { continue }
                libraries.append(PackedLibrary(file, component(of: "lib/\(folder)")))
            }
        }
        for file in carried {
            let isElixir = ReleaseAssembly.elixirApplications.contains(file.name)
            libraries.append(PackedLibrary(file, isElixir ? .elixir : .app))
        }
        libraries.sort { ($0.name, $0.version) < ($1.name, $1.version) }
        let bundled = tree.root.appending("libc")
        bundledLibraries = tree.disk.isFolder(bundled) ? try tree.disk.list(bundled).sorted() : []
        native = try NativeSurvey(root: tree.root, disk: tree.disk).contents()
    }
}
