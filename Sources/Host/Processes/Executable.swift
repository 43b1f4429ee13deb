import SystemPackage

#if canImport(Glibc)
    import Glibc
#endif

/// A file that shall be run.
struct Executable {
    let path: FilePath

    init(_ path: FilePath) { self.path = path }

    /// Finds what would keep it from starting, as far as that shows before.
    func check(_ arguments: [String], _ environment: [String: String], _ folder: FilePath) throws(ProcessError) {
        var status = stat()
        guard stat(path.string, &status) == 0 else {
            throw errno == EACCES ? .notExecutable(path, "its folder is closed to us") : .notFound(path)
        }
        guard status.st_mode & S_IFMT == S_IFREG else { throw .notExecutable(path, "it is not a regular file") }
        guard access(path.string, X_OK) == 0 else { throw .notExecutable(path, "it has no permission to be executed") }
        guard access(folder.string, X_OK) == 0 else { throw .badFolder(folder) }
        let texts = arguments + environment.flatMap { [$0.key, $0.value] }
        let hasBadName = environment.keys.contains { $0.isEmpty || $0.contains("=") }
        if hasBadName || texts.contains(where: { $0.utf8.contains(0) }) { throw .badText(path) }
    }
}
