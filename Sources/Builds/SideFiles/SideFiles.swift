import Artifacts
import Configuration
import Digest
import FoundationEssentials
import Host
import Matrix
import Releases
import SystemPackage

/// Makes the files that lie beside an artifact.
struct SideFiles {
    let subject: CellGraph.Subject
    let tree: TreeDescription
    let description: ArtifactDescription
    /// Its name and SHA-256.
    let artifact: (file: String, sha256: String)
    /// SHA-256 of its launcher.
    let launcher: String
    /// The version of bmatrix.
    let tool: String

    /// The property of a bill of materials that names the artifact's file.
    static let fileProperty = "bmatrix:file"

    /// Writes them, each whole.
    func write(to folder: FilePath, disk: Disk) throws(Failure) -> [CompanionRecord] {
        var records: [CompanionRecord] = []
        for kind in SideFile.allCases {
            let name = kind.name(for: artifact.file)
            let bytes = kind == .bill ? try Self.json(bill) : try Self.json(provenance)
            do throws(DiskError) { try disk.write(bytes, to: folder.appending(name)) } catch {
                throw error.failure(stage: .pack)
            }
            records.append(CompanionRecord(file: name, sha256: SHA256.digest(of: bytes).hex))
        }
        return records
    }

    private var bill: BillOfMaterials {
        let contents = ArtifactContents(
            tree: tree, description: description, tool: tool, launcherDigest: launcher)
        let properties = [
            ("bmatrix:cell", description.cell), ("bmatrix:mode", description.mode.rawValue),
            ("bmatrix:target", description.target), (Self.fileProperty, artifact.file),
        ]
        let component = BillOfMaterials.Part(
            type: "application", ref: "artifact", name: description.app, version: description.version,
            hashes: [.init(content: artifact.sha256)],
            properties: properties.map { .init(name: $0.0, value: $0.1) })
        return BillOfMaterials(
            serialNumber: BillOfMaterials.serialNumber(of: artifact.sha256),
            metadata: .init(
                tools: .init(components: [.init(type: "application", name: "bmatrix", version: tool)]),
                component: component),
            components: contents.parts, dependencies: contents.needs)
    }

    private var provenance: Provenance {
        let settings = subject.settings
        let entry = if case .module(let module) = subject.app.entry { module } else { "application" }
        let environment = Set(settings.environment.set.keys).union(settings.environment.pass)
        let parameters = Provenance.Parameters(
            cell: description.cell, app: subject.app.name, path: subject.app.path, mode: description.mode.rawValue,
            otp: subject.cell.otpRequest.text, elixir: description.elixir, target: description.target, entry: entry,
            release: subject.app.release, compression: settings.compression, network: settings.network,
            environment: environment.sorted())
        return Provenance(
            subject: [.init(name: artifact.file, digest: ["sha256": artifact.sha256])],
            predicate: .init(
                buildDefinition: .init(externalParameters: parameters, resolvedDependencies: dependencies),
                runDetails: .init(builder: .init(version: ["bmatrix": tool]))))
    }

    private var dependencies: [Provenance.Resource] {
        let materials = tree.materials.map { material in
            // The digest of a tree is no digest of a file.
            let algorithm = material.role == .project ? "bmatrix-tree-sha256" : "sha256"
            return Provenance.Resource(name: material.name, uri: material.uri, digest: [algorithm: material.sha256])
        }
        let packages = tree.packages.map { package in
            let digest: [String: String]? =
                switch package.origin {
                case .hex: package.sha256.map { ["sha256": $0] }
                case .git: package.version.isEmpty ? nil : ["gitCommit": package.version]
                case .other: nil
                }
            return Provenance.Resource(name: package.name, uri: package.url?.text, digest: digest)
        }
        return materials + packages.filter { $0.uri != nil || $0.digest != nil }
    }

    private static func json(_ value: some Encodable) throws(Failure) -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(value) else { throw unwritable }
        return Array(data) + [UInt8(ascii: "\n")]
    }

    /// What JSON cannot hold.
    static let unwritable = Failure(
        stage: .pack, code: "pack.side-files", message: "what is inside cannot be written as JSON",
        hint: "look for names in the project that are no text")
}
