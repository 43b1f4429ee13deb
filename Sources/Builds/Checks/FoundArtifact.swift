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
        guard let otp = Version(description.otp), let target = description.system else { return nil }
        self.init(
            app: description.app, mode: description.mode, otpRequest: VersionRequest(otp), otp: otp,
            elixir: Version(description.elixir), target: target,
            namesElixir: description.cell.contains("/elixir-"))
    }

    /// The cell that an artifact's name tells of: `APP-VERSION-MODE-otpOTP[-elixirELIXIR]-TARGET`; of another name, a cell
    /// that bears it.
    init(fileName: String) {
        self =
            Cell(parts: fileName) ?? Cell(app: fileName, mode: .cli, otp: Version(major: 0), elixir: nil, target: nil)
    }

    private init?(parts fileName: String) {
        // Hyphens come before the target only, and a name says nothing of the machine that `auto` stood for.
        guard let hyphen = fileName.lastIndex(of: "-"), let app = fileName.split(separator: "-").first,
            let target = Target(ending: fileName[fileName.index(after: hyphen)...])
        else { return nil }
        for mode in Mode.allCases {
            let halves = fileName[..<hyphen].split(separator: "-\(mode.rawValue)-otp", maxSplits: 1)
            guard halves.count == 2, halves[0].count > app.count else { continue }
            let versions = halves[1].split(separator: "-elixir", maxSplits: 1).map { Version(String($0)) }
            guard let first = versions.first, let otp = first else { return nil }
            self.init(
                app: String(app), mode: mode, otp: otp, elixir: versions.dropFirst().first ?? nil, target: target)
            return
        }
        return nil
    }

    private init(app: String, mode: Mode, otp: Version, elixir: Version?, target: Target?) {
        self.init(
            app: app, mode: mode, otpRequest: VersionRequest(otp), otp: otp, elixir: elixir,
            target: target ?? .automatic(host: .x86_64), namesElixir: elixir != nil)
    }

    /// The same cell under another name.
    func renamed(_ name: String) -> Cell {
        Cell(app: name, mode: mode, otpRequest: otpRequest, otp: otp, elixir: elixir, target: target)
    }
}

extension Target {
    /// The target that a file's name ends with, behind which programs of Windows have their suffix.
    fileprivate init?(ending: Substring) {
        let name = ending.hasSuffix(".exe") ? ending.dropLast(4) : ending
        guard let target = Target.named(String(name), host: .x86_64) else { return nil }
        self = target
    }
}
