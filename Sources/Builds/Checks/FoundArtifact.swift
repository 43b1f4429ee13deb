import Artifacts
package import Matrix
package import SystemPackage

/// A file that is or should be an artifact, and the cell it stands for.
package struct FoundArtifact: Hashable, Sendable {
    package let path: FilePath
    /// The SHA-256 that a list beside it states, in hexadecimal.
    package let listedDigest: String?
    /// The cell of its manifest; where that cannot be read, the cell that its name tells of.
    package let cell: Cell

    /// The files, each with a cell of its own: the second of two that claim the same cell is called after its file.
    static func distinct(_ files: [(path: FilePath, listedDigest: String?)]) -> [FoundArtifact] {
        var seen: Set<CellID> = []
        return files.map { file in
            let name = file.path.lastComponent?.string ?? file.path.string
            var cell =
                (try? ArtifactReader(file.path)).flatMap { Cell($0.manifest.description) } ?? Cell(fileName: name)
            if !seen.insert(cell.id).inserted { cell = cell.renamed(name) }
            return FoundArtifact(path: file.path, listedDigest: file.listedDigest, cell: cell)
        }
    }
}

extension Cell {
    /// The cell that an artifact's manifest tells of; `nil` if it names no version or target that is known.
    init?(_ description: ArtifactDescription) {
        guard let otp = Version(description.otp), let target = Target.named(description.target, host: .x86_64) else {
            return nil
        }
        self.init(
            app: description.app, mode: description.mode, otpRequest: VersionRequest(otp), otp: otp,
            elixir: Version(description.elixir), target: target)
    }

    /// The cell that an artifact's name tells of: `APP-VERSION-MODE-otpOTP-TARGET`.
    init(fileName: String) {
        let parts = fileName.split(separator: "-").map(String.init)
        let target = parts.last.flatMap { Target.named($0, host: .x86_64) }
        let otp = parts.dropLast().last.flatMap { Version(String($0.dropFirst("otp".count))) }
        let mode = parts.dropLast(2).last.flatMap(Mode.init)
        let isWhole = target != nil && otp != nil && mode != nil && parts.count > 4
        let version = otp ?? Version(major: 0)
        self.init(
            app: isWhole ? parts[0] : fileName, mode: mode ?? .cli, otpRequest: VersionRequest(version), otp: version,
            elixir: nil, target: target ?? .automatic(host: .x86_64))
    }

    /// The same cell under another name.
    func renamed(_ name: String) -> Cell {
        Cell(app: name, mode: mode, otpRequest: otpRequest, otp: otp, elixir: elixir, target: target)
    }
}
