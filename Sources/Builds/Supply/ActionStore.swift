package import Digest
package import Matrix
package import SystemPackage

/// Where results of actions are kept between runs, by their keys.
package struct ActionStore: Sendable {
    /// Where the results of an action are once it is done.
    package var place: @Sendable (DigestValue) -> FilePath
    /// Whether they are there.
    package var holds: @Sendable (DigestValue) -> Bool
    /// Makes them, by `make` in a new folder, whole or not at all; tells whether they were there already.
    package var fill:
        @Sendable (DigestValue, @escaping @Sendable (FilePath) async throws(Failure) -> Void) async throws(Failure)
            -> Bool
    /// A folder for the work of an action, at the same place whenever the key is the same, empty at first.
    package var workFolder: @Sendable (DigestValue) throws(Failure) -> FilePath
    /// Bytes kept under a key, and keeping them.
    package var bytes: @Sendable (Shelf, String) -> [UInt8]?
    package var keep: @Sendable (Shelf, String, [UInt8]) -> Void

    /// What kind of bytes are kept.
    package enum Shelf: Sendable {
        /// Compressed pieces of payloads.
        case frames
        /// Smoke tests that have passed.
        case verdicts
        /// What actions have read.
        case inputs
        /// What earlier runs took.
        case history
    }

    package init(
        place: @escaping @Sendable (DigestValue) -> FilePath, holds: @escaping @Sendable (DigestValue) -> Bool,
        fill:
            @escaping @Sendable (
                DigestValue, @escaping @Sendable (FilePath) async throws(Failure) -> Void
            ) async throws(Failure) -> Bool,
        workFolder: @escaping @Sendable (DigestValue) throws(Failure) -> FilePath,
        bytes: @escaping @Sendable (Shelf, String) -> [UInt8]?,
        keep: @escaping @Sendable (Shelf, String, [UInt8]) -> Void
    ) {
        self.place = place
        self.holds = holds
        self.fill = fill
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
