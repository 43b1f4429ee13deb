import Archive
import Digest
import Host
import SystemPackage

/// Puts a build tool into the store.
struct BuildToolInstallation {
    /// Goes up when the layout changes.
    private static let layout = "1"

    let offer: BuildToolOffer
    let context: RuntimesContext

    /// The tool, from the store or made now.
    func make() async throws(RuntimesError) -> InstalledBuildTool {
        do {
            let key = try key()
            let entry = try await context.store.entry(.tools, key) { folder in
                switch offer.recipe {
                case .debian(let recipe): try await unpack(recipe, into: folder)
                case .system(let tool): try Disk().copyFile(tool.path, to: folder.appending(offer.tool.rawValue))
                }
                try check(folder)
            }
            return InstalledBuildTool(
                root: entry.path, version: offer.version, key: key, isCached: entry.wasThere)
        } catch {
            throw RuntimesError(error)
        }
    }

    /// The hash of all that it is made from.
    func key() throws -> String {
        let content =
            switch offer.recipe {
            case .debian(let recipe): recipe.package.digest.hex
            case .system(let tool): try SHA256.digest(ofFile: tool.path).hex
            }
        return SHA256.digest(of: "tool \(offer.tool.rawValue) \(Self.layout)\n\(content)\n").hex
    }

    private func unpack(_ recipe: DebianTool, into folder: FilePath) async throws {
        let downloads = DebianDownloads(mirror: recipe.mirror, token: recipe.token, context: context)
        let files = try await downloads.fetch([recipe.package], for: "\(offer.tool.rawValue) \(offer.version)")
        let place = place
        try await Blocking.run {
            Result { for file in files { try Unpacker().unpack(file, into: folder, select: place) } }
        }.get()
    }

    /// Where a file of the package goes: Mix looks for an archive's modules in `NAME-VERSION/NAME-VERSION/ebin`.
    private var place: @Sendable (String) -> String? {
        switch offer.tool {
        case .rebar3: { $0 == "usr/bin/rebar3" ? "rebar3" : nil }
        case .hex:
            { [archive = "hex-\(offer.version)"] path in
                DebianRuntime.remainder(of: path, after: "usr/lib/elixir/lib/hex/").map {
                    "\(archive)/\(archive)/\($0)"
                }
            }
        }
    }

    private func check(_ folder: FilePath) throws(RuntimesError) {
        let file =
            switch offer.tool {
            case .rebar3: "rebar3"
            case .hex: "hex-\(offer.version)/hex-\(offer.version)/ebin/hex.app"
            }
        if Disk().kind(of: folder.appending(file)) == .file { return }
        throw RuntimesError(
            "runtimes.incomplete-tool",
            "\(offer.source) \(offer.origin) has no whole \(offer.tool.rawValue): no \(file)",
            hint: "use another source")
    }
}
