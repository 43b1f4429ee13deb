import ArgumentParser
import Runtimes
import SystemPackage

/// `bmatrix runtimes import`: takes an OTP over that was built elsewhere.
struct RuntimesImport: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract: "Puts an Erlang/OTP that you have built into the cache: a folder or an archive.",
        discussion:
            "It is checked for wholeness, and what it needs is read from its files. The source `built` offers it.")

    @Argument(help: "The folder that holds erts-* (or lib/erlang with it), or a tar, zip or deb with one.")
    var path: String

    func run() async throws {
        let store = try Store.opened()
        let context = RuntimesContext(store: store, notify: { Terminal.standardError.write($0) })
        let place = HostFacts.currentFolder.pushing(FilePath(path)).lexicallyNormalized()
        do throws(RuntimesError) {
            let imported = try await RuntimeImport(context).take(place, host: HostFacts.platform)
            let state = imported.isCached ? "is there already" : "imported"
            Terminal.standardOutput.write(
                "Erlang/OTP \(imported.otp) (\(imported.platform)) \(state): \(imported.path)")
        } catch { throw Fault(error) }
    }
}
