import Digest
import Matrix
import Releases
import SystemPackage

/// The work of a run that its cells share, each piece done once.
struct SharedActions: Sendable {
    let snapshots = Once<[String], ProjectSnapshot>()
    let dependencies = Once<DigestValue, Supplied<FilePath>>()
    let tools = Once<String, Supplied<FilePath>?>()
    let runtimes = Once<String, Supplied<FilePath>>()
    let toolchains = Once<String, Supplied<Toolchain>>()
    let entries = Once<String, Supplied<FilePath>>()
    let compiles = Once<DigestValue, Supplied<FilePath>>()
    let trees = Once<DigestValue, Supplied<FilePath>>()
    let artifacts = Once<DigestValue, Supplied<FilePath>>()
    /// A writer keeps the processors busy by itself, and takes more than 100 MB at level 19.
    let packing = Turns()

    /// Ends all work that still runs.
    func cancel() async {
        await snapshots.cancel()
        await dependencies.cancel()
        await tools.cancel()
        await runtimes.cancel()
        await toolchains.cancel()
        await entries.cancel()
        await compiles.cancel()
        await trees.cancel()
        await artifacts.cancel()
    }
}
