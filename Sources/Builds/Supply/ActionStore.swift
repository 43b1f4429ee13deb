package import Digest
package import Matrix
package import SystemPackage

/// Where results of actions are kept between runs, by their keys.
package struct ActionStore: Sendable {
    /// The folder of an action's results; made by `make` in a new folder if it is not there, whole or not at all.
    package var folder:
        @Sendable (DigestValue, @escaping @Sendable (FilePath) async throws(Failure) -> Void) async throws(Failure)
            -> Supplied<FilePath>
    /// A folder for the work of an action, at the same place whenever the key is the same, empty at first.
    package var workFolder: @Sendable (DigestValue) throws(Failure) -> FilePath
    /// Bytes kept under a key, and keeping them.
    package var bytes: @Sendable (String) -> [UInt8]?
    package var keep: @Sendable (String, [UInt8]) -> Void

    package init(
        folder:
            @escaping @Sendable (
                DigestValue, @escaping @Sendable (FilePath) async throws(Failure) -> Void
            ) async throws(Failure) -> Supplied<FilePath>,
        workFolder: @escaping @Sendable (DigestValue) throws(Failure) -> FilePath,
        bytes: @escaping @Sendable (String) -> [UInt8]?, keep: @escaping @Sendable (String, [UInt8]) -> Void
    ) {
        self.folder = folder
        self.workFolder = workFolder
        self.bytes = bytes
        self.keep = keep
    }

    /// The failure of a cell that finds something in the store which is not what was put there.
    package static func damaged(_ folder: FilePath, stage: Stage) -> Failure {
        Failure(
            stage: stage, code: "store.damaged", message: "\(folder) in the cache is damaged",
            hint: "remove that folder; it is made again", isInfrastructure: true)
    }
}
