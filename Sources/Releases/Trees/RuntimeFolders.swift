/// Which folders of a tree are the runtime's own; the rest is the project's.
struct RuntimeFolders {
    private let applications: [String]

    /// - Parameter libraries: the runtime's applications, as folders below `lib`.
    init(libraries: [String]) { applications = libraries.map { "lib/\($0)/" } }

    /// Whether a path lies in one of them, programs and the bundled C library included.
    func hold(_ path: String) -> Bool {
        path.hasPrefix("erts-") || path.hasPrefix("libc/") || applications.contains(where: path.hasPrefix)
    }
}
