import Artifacts
import Digest
import Matrix
import Reports
import SystemPackage

/// The check of one artifact: its structure, every digest that it holds, and what others say of it.
struct ArtifactVerification {
    private let path: FilePath
    private let name: String

    init(_ path: FilePath) {
        self.path = path
        name = path.lastComponent?.string ?? path.string
    }

    /// What was found out; blocks meanwhile.
    /// - Parameters:
    ///   - listed: the SHA-256 that a list beside it states.
    ///   - record: what the record of the run says of its cell.
    func finding(listed: String?, record: CellRecord?) -> Verification.Finding {
        do throws(ArtifactError) {
            let reader = try ArtifactReader(path, toRun: false)
            var entries = 0
            try reader.forEach { if case .entry = $0 { entries += 1 } }
            let digest: String
            do throws(Errno) { digest = try SHA256.digest(ofFile: path).hex } catch { throw .unreadable(path, error) }
            if let listed, listed != digest { return .changed(name, digest, listed) }
            if let record, let contradiction = contradiction(reader, digest, record) {
                return .notAsRecorded(name, contradiction)
            }
            return .init(name, is: "\(reader.manifest.description.cell), \(entries) entries")
        } catch { return .init(name, code: error.code, error.message, hint: error.hint) }
    }

    /// What the manifest and the record do not agree on.
    private func contradiction(_ reader: ArtifactReader, _ digest: String, _ record: CellRecord) -> String? {
        let (description, cell) = (reader.manifest.description, record.cell)
        guard let artifact = record.artifact else { return "the run has no artifact for \(cell.id)" }
        let facts: [(name: String, manifest: String, record: String)] = [
            ("SHA-256", digest, artifact.sha256), ("size", "\(reader.size)", "\(artifact.size)"),
            ("cell", description.cell, cell.id.text), ("app", description.app, cell.app),
            ("version", description.version, artifact.appVersion),
            ("mode", description.mode.rawValue, cell.mode.rawValue),
            ("otp", description.otp, cell.otp?.text ?? description.otp),
            ("elixir", description.elixir, cell.elixir?.text ?? description.elixir),
            ("target", description.target, cell.target.name),
            ("glibc", description.properties["glibc"] ?? "", artifact.glibc?.text ?? ""),
        ]
        if let fact = facts.first(where: { $0.manifest != $0.record }) {
            return "its \(fact.name) is '\(fact.manifest)', but run.json says '\(fact.record)'"
        }
        return reader.sizes == artifact.components ? nil : "the sizes of its parts are others in run.json"
    }
}

extension Verification.Finding {
    /// A file that is not the one that was listed.
    static func changed(_ name: String, _ digest: String, _ listed: String) -> Self {
        .init(
            name, code: "verify.changed", "its SHA-256 is \(digest), but SHA256SUMS lists \(listed)",
            hint: "copy the file again, or build it again")
    }

    /// A file that contradicts the record of the run.
    static func notAsRecorded(_ name: String, _ contradiction: String) -> Self {
        .init(
            name, code: "verify.not-as-recorded", contradiction,
            hint: "the file and run.json are of different runs, or one was changed; build it again")
    }

    /// A file that is not there.
    static func missing(_ name: String, listedBy list: String) -> Self {
        .init(
            name, code: "verify.missing", "it is not there, but \(list) lists it",
            hint: "copy the whole output folder, or build it again")
    }

    /// A run without its list.
    static let noList = Self(
        "SHA256SUMS", code: "verify.missing", "it is not there, but every run writes it",
        hint: "copy the whole output folder, or run `bmatrix report`")

    /// A file that nothing lists.
    static func extra(_ name: String) -> Self {
        .init(
            name, code: "verify.extra", "it is there, but neither SHA256SUMS nor run.json knows it",
            hint: "take it out of the folder, or find out who put it there")
    }
}
