import Digest
import Host
import Matrix
import Releases
import SystemPackage

/// The module that bmatrix adds to every artifact, compiled once for each OTP by whoever needs it first.
struct EntryModuleFile: Sendable {
    let key: DigestValue
    private let otp: FilePath

    init(otp: Provision) {
        var key = ActionKey(EntryModule.recipe)
        key.add("source", EntryModule.source)
        key.add("toolchain", otp.key)
        self.key = key.digest
        self.otp = otp.place
    }

    /// The compiled module's place in the store.
    func make(_ context: RunContext) async throws(Failure) -> FilePath {
        let otp = otp
        _ = try await context.store.fill(key) { (folder) async throws(Failure) in
            do throws(ReleaseError) {
                _ = try await EntryModule.compile(
                    otp: otp, into: folder, processes: context.processes, disk: context.disk)
            } catch { throw error.failure(stage: .assemble) }
        }
        return context.store.place(key).appending(EntryModule.file)
    }
}
