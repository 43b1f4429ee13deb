import Host
import Matrix
import SystemPackage

/// A folder that holds an Elixir, and what can be read off it.
struct ElixirRoot: Hashable {
    let path: FilePath

    init(_ path: FilePath) {
        self.path = path
    }

    /// The version that the application `elixir` states; fails unless the installation is whole.
    func version() throws(RuntimesError) -> Version {
        for program in ["elixir", "mix"] where Disk().kind(of: path.appending("bin").appending(program)) != .file {
            throw .incompleteElixir(path, "bin/\(program)")
        }
        let resource = "lib/elixir/ebin/elixir.app"
        guard let text = try? Disk().readText(path.appending(resource), limit: 1 << 20),
            let version = Self.version(in: text)
        else { throw .incompleteElixir(path, resource) }
        return version
    }

    /// Reads `{vsn,"1.18.3"}` of an application resource file.
    static func version(in resource: String) -> Version? {
        guard let key = resource.firstRange(of: "vsn") else { return nil }
        let parts = resource[key.upperBound...].split(separator: "\"", maxSplits: 2, omittingEmptySubsequences: false)
        return parts.count == 3 ? Version(String(parts[1])) : nil
    }
}

extension RuntimesError {
    static func incompleteElixir(_ path: FilePath, _ missing: String) -> RuntimesError {
        RuntimesError(
            "runtimes.incomplete-elixir", "\(path) is no whole Elixir: \(missing) is missing",
            hint: "install all of Elixir there, or use another source")
    }
}
