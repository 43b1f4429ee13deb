import FoundationEssentials
import Host
import SystemPackage

/// Finds what a project's lock file pins, and what the packages that stand with it say of themselves.
struct PackageSurvey {
    /// The name of the list beside a build's result.
    static let file = "packages"

    private let snapshot: ProjectSnapshot
    /// What was fetched; nil where dependencies come with the project.
    private let fetched: FilePath?
    private let disk: Disk

    init(_ snapshot: ProjectSnapshot, fetched: FilePath?, disk: Disk) {
        self.snapshot = snapshot
        self.fetched = fetched
        self.disk = disk
    }

    /// By name; none without a lock file.
    func packages() -> [LockedPackage] {
        let place = snapshot.folder.root
        let lock: LockFile
        switch snapshot.folder.kind {
        case .mix: lock = LockFile(mix: (try? disk.readText(place.appending("mix.lock"))) ?? "")
        case .rebar3: lock = LockFile(rebar: (try? disk.readText(place.appending("rebar.lock"))) ?? "")
        }
        return lock.dependencies.map { LockedPackage($0, licences: licences(of: $0.name)) }.sorted { $0.app < $1.app }
    }

    /// Writes the list beside a build's result.
    func write(to output: FilePath) throws(DiskError) {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        let data = (try? encoder.encode(packages())) ?? Data("[]".utf8)
        try disk.write(Array(data), to: output.appending(Self.file))
    }

    /// Reads the list beside a build's result.
    static func read(from output: FilePath, disk: Disk) -> [LockedPackage] {
        guard let bytes = try? disk.read(output.appending(file)) else { return [] }
        return (try? JSONDecoder().decode([LockedPackage].self, from: Data(bytes))) ?? []
    }

    private func licences(of name: String) -> [String] {
        let place = snapshot.folder.root
        let folders: [FilePath?] =
            switch snapshot.folder.kind {
            case .mix: [fetched?.appending(name), place.appending("deps/\(name)")]
            case .rebar3:
                [
                    fetched?.appending("lib/\(name)"), place.appending("_checkouts/\(name)"),
                    place.appending("_build/default/lib/\(name)"),
                ]
            }
        let files = folders.compactMap { $0?.appending("hex_metadata.config") }
        guard let text = files.lazy.compactMap({ try? disk.readText($0) }).first else { return [] }
        return HexMetadata(text).licences
    }
}
