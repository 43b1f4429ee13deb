import Host
import Runtimes
import SystemPackage

/// The lock file beside a matrix file.
struct LockPlace: Sendable {
    let path: FilePath
    /// How messages call it.
    private let name: String
    private let isRequired: Bool
    private static let limit = 16 << 20

    /// - Parameter isRequired: whether it must be there and name all that is asked for.
    init(beside matrix: MatrixArguments, isRequired: Bool = false) {
        path = matrix.folder.appending(LockFile.name)
        name = FilePath(matrix.file).removingLastComponent().appending(LockFile.name).string
        self.isRequired = isRequired
    }

    /// What it pins; `nil` where there is none and none is needed.
    func read() throws(RuntimesError) -> LockFile? {
        guard Disk().kind(of: path) != nil else {
            if isRequired { throw .noLock(name) }
            return nil
        }
        let bytes: [UInt8]
        do throws(DiskError) { bytes = try Disk().read(path, limit: Self.limit) } catch { throw RuntimesError(error) }
        return try LockFile(reading: bytes, place: name)
    }

    func write(_ lock: LockFile) throws(DiskError) { try Disk().write(lock.text, to: path) }

    /// Tells what is not pinned; that is an error where everything must be.
    func complain(of missing: [String]) throws(RuntimesError) {
        let names = missing.prefix(5).map { "'\($0)'" }.joined(separator: ", ")
        let list = names + (missing.count > 5 ? " and \(missing.count - 5) more" : "")
        if isRequired { throw .incompleteLock(name, list) }
        Terminal.standardError.write("note: \(name) does not pin \(list); `bmatrix runtimes lock` adds what is missing")
    }
}

extension RuntimesError {
    fileprivate static func noLock(_ name: String) -> RuntimesError {
        RuntimesError(
            code: "lock.missing", message: "with --locked there has to be \(name)",
            hint: "`bmatrix runtimes lock` writes it; keep it with the project")
    }

    fileprivate static func incompleteLock(_ name: String, _ list: String) -> RuntimesError {
        RuntimesError(
            code: "lock.incomplete", message: "\(name) does not pin \(list)",
            hint: "`bmatrix runtimes lock` adds what is missing; without --locked it is chosen anew in each run")
    }
}
