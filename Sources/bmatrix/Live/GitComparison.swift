import Configuration
import Host
import Matrix
import SystemPackage

/// Decides which cells a change touches: by the files of their app, and by what the matrix file says about them.
struct GitComparison: Sendable {
    private let revision: String
    private let new: MatrixFile
    /// The matrix file at the revision; `nil` if there was none that can be read.
    private let old: MatrixFile?
    private let oldCells: Set<Request>
    /// What has changed of each app; apps without a change are not in it.
    private let apps: [String: String]

    /// What a matrix file asks for with a cell, whatever it resolves to.
    private struct Request: Hashable {
        let app: String
        let mode: Mode
        let otp: VersionRequest
        let elixir: VersionRequest?
        let target: Target

        init(_ cell: Cell) {
            (app, mode, target) = (cell.app, cell.mode, cell.target)
            (otp, elixir) = (cell.otpRequest, cell.elixirRequest)
        }
    }

    /// - Parameter folder: the matrix file's folder.
    init(_ changes: GitChanges, file: MatrixFile, folder: FilePath) {
        revision = changes.revision
        new = file
        old = changes.oldMatrix.flatMap { GitComparison.read($0, changes.matrixPath, profile: file.profile) }
        oldCells = Set((old?.plan(with: nil).plan?.cells ?? []).map(Request.init))
        let output = folder.pushing(FilePath(file.output)).resolvingLinks.path(from: changes.top)
        let paths = ChangedPaths(changes.paths, ignoring: [changes.matrixPath] + (output.map { [$0] } ?? []))
        var apps: [String: String] = [:]
        for app in file.apps {
            let places = ([app.path] + app.roots).map { folder.pushing(FilePath($0)).lexicallyNormalized() }
            apps[app.name] = GitComparison.change(of: places, paths, top: changes.top)
        }
        self.apps = apps
    }

    /// A file, with the profile that is in force now.
    private static func read(_ bytes: [UInt8], _ name: String, profile: String?) -> MatrixFile? {
        let file = MatrixFile.read(bytes: bytes, name: name, host: HostFacts.platform).file
        guard let profile else { return file }
        return file?.applying(profile: profile).file
    }

    private static func change(of places: [FilePath], _ paths: ChangedPaths, top: FilePath) -> String? {
        guard let inputs = GitInputs(of: places, top: top, disk: Disk()).paths else {
            return "a part of it lies outside the repository"
        }
        for folder in inputs {
            if let path = paths.first(in: folder) { return "\(path) changed" }
        }
        return nil
    }

    /// The changes, for a selection.
    var changes: Selection.Changes {
        Selection.Changes(since: revision) { cell in reason(for: cell) }
    }

    /// What of a cell has changed; `nil` if nothing has.
    func reason(for cell: Cell) -> String? {
        if let reason = apps[cell.app] { return reason }
        guard let old else { return "there was no such matrix file or profile that can be read" }
        guard old.sources == new.sources else { return "`sources` changed" }
        guard oldCells.contains(Request(cell)) else { return "the cell is new" }
        let before = old.apps.first { $0.name == cell.app }
        let now = new.apps.first { $0.name == cell.app }
        guard before?.withoutModes == now?.withoutModes else { return "`apps` changed" }
        return old.settings(for: cell) == new.settings(for: cell) ? nil : "its settings changed"
    }
}

extension App {
    /// The app without what concerns other cells only.
    fileprivate var withoutModes: App {
        App(name: name, path: path, modes: [], entry: entry, release: release, member: member, roots: roots)
    }
}
