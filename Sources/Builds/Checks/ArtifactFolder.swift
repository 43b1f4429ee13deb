import Artifacts
package import Host
package import SystemPackage

/// The artifacts below a folder, by what it lists and by what its files are.
package struct ArtifactFolder: Sendable {
    /// The name of the list, in the form of sha256sum(1).
    package static let list = "SHA256SUMS"

    package let artifacts: [FoundArtifact]

    /// Looks through a folder: what its list names belongs to it, there or not, and so does every artifact it holds.
    package init(_ folder: FilePath, disk: Disk) throws(DiskError) {
        let listed = Self.listed(in: folder, disk: disk)
        var found = Set(listed.keys).filter { !SideFile.isName($0) }
        for name in try disk.list(folder) where !name.hasPrefix(".") && disk.kind(of: folder.appending(name)) == .file {
            if Self.looksLikeArtifact(folder.appending(name)) { found.insert(name) }
        }
        artifacts = FoundArtifact.distinct(found.sorted().map { (folder.appending($0), listed[$0]) })
    }

    /// A single file, whatever it is.
    package init(file: FilePath) { artifacts = FoundArtifact.distinct([(file, nil)]) }

    /// A damaged artifact still looks like one; reports and other files do not.
    private static func looksLikeArtifact(_ path: FilePath) -> Bool {
        do throws(ArtifactError) {
            _ = try ArtifactReader(path)
            return true
        } catch {
            if case .notAnArtifact = error { return false }
            if case .unreadable = error { return false }
            return true
        }
    }

    /// The digests that the list of a folder states, by name.
    package static func listed(in folder: FilePath, disk: Disk) -> [String: String] {
        guard let text = try? disk.readText(folder.appending(list)) else { return [:] }
        var entries: [String: String] = [:]
        for line in text.split(separator: "\n") {
            // Sixty-four digits, a space, a space or an asterisk, the name.
            let (digest, name) = (line.prefix(64), line.dropFirst(66))
            if digest.count == 64, !name.isEmpty, !name.contains("/") { entries[String(name)] = String(digest) }
        }
        return entries
    }
}
