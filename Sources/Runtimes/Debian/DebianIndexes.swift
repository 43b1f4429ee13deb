import Digest
import FoundationEssentials
import Host
import SystemPackage
import Transfer

/// The Packages index of a suite, cut down to what makes a runtime and kept as that.
struct DebianIndexes {
    private static let selectionFile = "selection.json"
    /// Goes up when more is kept of a package.
    private static let format = "2"

    let suite: DebianSuite

    private var context: RuntimesContext { suite.context }

    /// The wanted packages; fetches and reads the index unless the same one was read before.
    func selection(of snapshot: DebianSnapshot) async throws(RuntimesError) -> DebianSelection {
        do {
            if let known = try read(try await entry(for: snapshot).path) { return known }
            // What lies there is damaged, so it is made once more.
            try context.store.remove(.indexes, key(of: snapshot))
            if let made = try read(try await entry(for: snapshot).path) { return made }
        } catch {
            throw RuntimesError(error)
        }
        throw RuntimesError(
            "runtimes.damaged-index", "the cached index of Debian \(suite.name) cannot be read",
            hint: "remove the folder 'indexes' of the cache", isInfrastructure: true)
    }

    /// What the selection depends on: the index, which packages are looked for, and what is kept of them.
    private func key(of snapshot: DebianSnapshot) -> String {
        let wanted = DebianRecipe.wanted.sorted().joined(separator: " ")
        return "packages-\(SHA256.digest(of: "\(Self.format) \(snapshot.packages) \(wanted)").hex)"
    }

    private func entry(for snapshot: DebianSnapshot) async throws -> StoredEntry {
        try await context.store.entry(.indexes, key(of: snapshot)) { folder in
            let index = folder.appending("Packages.xz")
            try await fetch(snapshot, to: index)
            let selection = try await Blocking.run { Result { try DebianSelection(index: index) } }.get()
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys]
            try Disk().write(Array(encoder.encode(selection)), to: folder.appending(Self.selectionFile))
            try Disk().removeFile(index)
        }
    }

    private func read(_ folder: FilePath) throws(DiskError) -> DebianSelection? {
        let bytes = try Disk().read(folder.appending(Self.selectionFile), limit: 16 << 20)
        return try? JSONDecoder().decode(DebianSelection.self, from: Data(bytes))
    }

    /// Under the name of its digest the index stays reachable while the mirror moves on; mirrors without such names
    /// have it under its own.
    private func fetch(_ snapshot: DebianSnapshot, to file: FilePath) async throws(TransferError) {
        context.notify("fetching the index of Debian \(suite.name), \(snapshot.packagesSize / 1_000_000) MB")
        let folder = "\(suite.mirror)/dists/\(suite.name)"
        let parent = suite.packagesPath.split(separator: "/").dropLast().joined(separator: "/")
        do throws(TransferError) {
            try await fetch("\(folder)/\(parent)/by-hash/SHA256/\(snapshot.packages)", snapshot, to: file)
        } catch {
            guard error.reason == .notFound else { throw error }
            try await fetch("\(folder)/\(suite.packagesPath)", snapshot, to: file)
        }
    }

    private func fetch(_ url: String, _ snapshot: DebianSnapshot, to file: FilePath) async throws(TransferError) {
        let check = DigestCheck(expected: snapshot.packages)
        let request = TransferRequest(url: url, limit: snapshot.packagesSize, check: check, access: suite.source.access)
        try await context.transfer.download(request, file)
    }
}
