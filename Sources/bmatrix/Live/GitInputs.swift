import Host
import SystemPackage

#if canImport(Glibc)
    import Glibc
#endif

/// The folders and files that an app is made from: its own folder, and what the `mix.exs` or `rebar.config` there names above it,
/// such as `{:shared, path: "../shared"}`; the same for what these name.
struct GitInputs {
    private let disk: Disk
    private let top: FilePath
    private(set) var folders: [FilePath] = []
    private var seen: Set<FilePath> = []

    /// A project that names more folders than this is looked at no further.
    private static let limit = 200

    /// - Parameter places: the app's folder, and what the matrix file says belongs to it.
    init(of places: [FilePath], top: FilePath, disk: Disk) {
        self.disk = disk
        self.top = top
        for place in places { add(place) }
    }

    /// The paths from the repository's top; `nil` if one lies outside of it.
    var paths: [String]? {
        var paths: [String] = []
        for folder in folders {
            guard let path = folder.path(from: top) else { return nil }
            paths.append(path)
        }
        return paths
    }

    private mutating func add(_ place: FilePath) {
        let real = place.resolvingLinks
        guard folders.count < GitInputs.limit, seen.insert(real).inserted else { return }
        folders.append(real)
        var isUmbrellaChild = false
        for name in ["mix.exs", "rebar.config"] {
            guard let text = try? disk.readText(real.appending(name), limit: 1 << 20) else { continue }
            for path in GitInputs.pathsAbove(text) { add(real.pushing(FilePath(path)).lexicallyNormalized()) }
            isUmbrellaChild = isUmbrellaChild || text.contains("in_umbrella:")
        }
        // Apps of an umbrella name each other without a path.
        if isUmbrellaChild { add(real.removingLastComponent()) }
    }

    /// The texts in double quotes that begin with `../`.
    static func pathsAbove(_ text: String) -> [String] {
        text.split(separator: "\n").filter { !$0.drop(while: \.isWhitespace).hasPrefix("#") }.flatMap { line in
            let parts = line.split(separator: "\"", omittingEmptySubsequences: false)
            return parts.enumerated().filter { $0.offset % 2 == 1 }.map { String($0.element) }
        }.filter { $0 == ".." || $0.hasPrefix("../") }
    }
}

extension FilePath {
    /// The path with all links followed; the path itself if there is nothing.
    var resolvingLinks: FilePath {
        guard let real = realpath(string, nil) else { return lexicallyNormalized() }
        defer { free(real) }
        return FilePath(String(cString: real))
    }

    /// The path from a folder around it, `""` for the folder itself; `nil` if it lies elsewhere.
    func path(from folder: FilePath) -> String? {
        var rest = self
        return rest.removePrefix(folder) ? rest.string : nil
    }
}
