import Configuration
import Host
import Matrix
import Releases
import SystemPackage

/// A project and what its lock files ask for, read once however many cells it has.
struct KnownProject: Sendable {
    let snapshot: ProjectSnapshot
    let needsRebar: Bool
    /// Whether something has to be fetched that does not come with it.
    let needsDependencies: Bool
    let needsHex: Bool

    init(_ snapshot: ProjectSnapshot, disk: Disk) {
        self.snapshot = snapshot
        needsRebar = ProjectBuild.needsRebar(snapshot, disk: disk)
        needsDependencies = DependencyFetch.isNeeded(for: snapshot, disk: disk)
        needsHex = DependencyFetch.needsHex(snapshot, disk: disk)
    }
}

extension CellGraph {
    /// The project of an app.
    mutating func project(_ app: App) throws(Failure) -> KnownProject {
        let base = context.base
        let places = ([app.path] + app.roots).map { base.pushing(FilePath($0)).lexicallyNormalized() }
        let name = [app.member ?? ""] + places.map(\.string)
        if let known = projects[name] { return try known.get() }
        let result: Result<KnownProject, Failure>
        do throws(ReleaseError) {
            let snapshot = try ProjectSnapshot(
                of: places[0], app: app.member, roots: Array(places.dropFirst()), leaving: context.leaving,
                disk: context.disk)
            result = .success(KnownProject(snapshot, disk: context.disk))
        } catch { result = .failure(error.failure(stage: .compile)) }
        projects[name] = result
        return try result.get()
    }
}
