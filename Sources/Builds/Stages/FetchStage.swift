import Configuration
import Digest
import Matrix
import Releases
import SystemPackage

/// What a cell is built from.
struct Supplies: Sendable {
    let versions: ResolvedVersions
    let runtime: Supplied<FilePath>
    let toolchain: Supplied<Toolchain>
    /// The compiled entry module.
    let entry: Supplied<FilePath>
}

extension CellPipeline {
    /// The target's runtime, the host's toolchain and the entry module for its OTP.
    func fetch(_ versions: ResolvedVersions) async throws(Failure) -> Staged<Supplies> {
        let supply = context.supply
        let target = cell.target
        let retry = Retry(limit: settings.retries.infra)
        let runtime = try await actions.runtimes.value(for: "\(versions.otp)/\(target.name)") {
            () async throws(Failure) in
            try await retry.run { () async throws(Failure) in try await supply.runtime(versions.otp, target) }
        }
        let toolchain = try await actions.toolchains.value(for: "\(versions.otp)/\(versions.elixir)") {
            () async throws(Failure) in
            try await retry.run { () async throws(Failure) in
                try await supply.toolchain(versions.otp, versions.elixir)
            }
        }
        let entry = try await entryModule(toolchain.value)
        let supplies = Supplies(
            versions: versions, runtime: runtime.value, toolchain: toolchain.value, entry: entry)
        let cached = runtime.value.cached && toolchain.value.cached && entry.cached
        return Staged(supplies, cached: cached || !(runtime.isFirst || toolchain.isFirst))
    }

    private func entryModule(_ toolchain: Supplied<Toolchain>) async throws(Failure) -> Supplied<FilePath> {
        var key = ActionKey(EntryModule.recipe)
        key.add("source", EntryModule.source)
        key.add("toolchain", toolchain.key)
        let digest = key.digest
        let (store, processes, disk) = (context.store, context.processes, context.disk)
        return try await actions.entries.value(for: digest.hex) { () async throws(Failure) in
            let made = try await store.folder(digest) { (folder) async throws(Failure) in
                do throws(ReleaseError) {
                    _ = try await EntryModule.compile(
                        otp: toolchain.value.otp, into: folder, processes: processes, disk: disk)
                } catch { throw error.failure(stage: .fetch) }
            }
            return Supplied(value: made.value.appending(EntryModule.file), key: made.key, cached: made.cached)
        }.value
    }
}
