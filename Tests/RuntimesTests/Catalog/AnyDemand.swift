import Matrix
import Runtimes

extension RuntimeDemand {
    /// All that a source can list for an x86_64 Linux.
    static let any = RuntimeDemand(host: .automatic(host: .x86_64))
}
