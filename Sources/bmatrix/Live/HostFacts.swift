import Host
import Matrix
import Reports
import SystemPackage

#if canImport(Glibc)
    import Glibc
#endif

/// What the commands need to know of this machine.
enum HostFacts {
    /// The folder bmatrix was started in.
    static var currentFolder: FilePath {
        guard let path = getcwd(nil, 0) else { return "/" }
        defer { free(path) }
        return FilePath(String(cString: path))
    }

    /// This machine as a system that programs run on; found out once.
    static let platform = Platform(detected: .here)

    /// The processor's architecture, as the kernel tells it.
    static var architecture: Architecture { platform.architecture }

    /// The processors this process may use.
    static var processors: Int { max(1, Processors.here.count) }

    /// What of this machine can decide about a smoke test: kernel and distribution, and the tool itself.
    static var identity: String {
        let kernel = SystemFacts.here.kernel
        return "bmatrix \(Tool.version)\n\(kernel.release) \(kernel.machine)\n\(SystemFacts.here.osRelease)"
    }

    /// The CI service that bmatrix was called by, if it was.
    static var service: Service? { Service.detect(environment, currentFolder: currentFolder.string) }

    /// The environment bmatrix was called with.
    static var environment: [String: String] {
        var variables: [String: String] = [:]
        var entry = environ
        while let text = entry.pointee {
            let pair = String(cString: text).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if pair.count == 2 { variables[String(pair[0])] = String(pair[1]) }
            entry += 1
        }
        return variables
    }
}
