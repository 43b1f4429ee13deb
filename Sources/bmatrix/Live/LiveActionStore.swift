import Builds
import Digest
import Host
import Matrix
import Runtimes
import SystemPackage

extension ActionStore {
    /// Results of actions in the store that all runs of a user share.
    static func live(_ store: Store) -> ActionStore {
        let actions = store.root.appending("actions")
        return ActionStore(
            place: { (try? store.place(.actions, $0.hex)) ?? actions.appending($0.hex) },
            holds: { (try? store.find(.actions, $0.hex)) != nil },
            fill: { (key, make) async throws(Failure) in
                do {
                    return try await store.entry(.actions, key.hex) { folder in try await make(folder) }.wasThere
                } catch let failure as Failure {
                    throw failure
                } catch let error as RuntimesError {
                    throw error.failure
                } catch {
                    throw RuntimesError(
                        code: "store.failed", message: "\(error)", hint: "look at the cache folder",
                        isInfrastructure: true
                    ).failure
                }
            },
            workFolder: { (key) throws(Failure) in
                // The same place for the same work: sources that hold their own path compile to the same bytes.
                let folder = store.root.appending("work").appending(key.hex)
                do throws(DiskError) {
                    try Disk().removeTree(folder)
                    try Disk().makeFolder(folder)
                } catch {
                    throw Failure(
                        stage: .compile, code: error.code, message: error.message, hint: error.hint,
                        isInfrastructure: true)
                }
                return folder
            },
            bytes: { shelf, key in
                guard let path = try? store.blob(shelf.kind, key) else { return nil }
                return try? Disk().read(path)
            },
            keep: { shelf, key, bytes in _ = try? store.storeBlob(bytes, shelf.kind, key) })
    }
}

extension ActionStore.Shelf {
    fileprivate var kind: Store.Kind {
        switch self {
        case .frames: .frames
        case .verdicts: .verdicts
        case .inputs: .inputs
        case .history: .history
        }
    }
}
