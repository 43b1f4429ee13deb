import Builds
import Digest
import FoundationEssentials
import SystemPackage

/// What earlier runs of a matrix file took, kept in the cache by the place of that file.
struct HistoryFile {
    private let store: ActionStore
    private let key: String

    init(_ store: ActionStore, matrix: FilePath) {
        self.store = store
        key = SHA256.digest(of: matrix.string).hex
    }

    /// What is known; nothing where the file is new, or cannot be read.
    func read() -> History {
        guard let bytes = store.bytes(.history, key) else { return History() }
        return (try? JSONDecoder().decode(History.self, from: Data(bytes))) ?? History()
    }

    func write(_ history: History) {
        guard let data = try? JSONEncoder().encode(history) else { return }
        store.keep(.history, key, Array(data))
    }
}
