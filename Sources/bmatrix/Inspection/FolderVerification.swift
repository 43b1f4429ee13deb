import Builds
import Digest
import Host
import Matrix
import Reports
import SystemPackage

/// The check of an output folder: its files against its list, its record and one another.
struct FolderVerification {
    private let folder: FilePath
    private let disk: Disk
    private let names: [String]
    private let listed: [String: String]

    /// Looks into the folder.
    init(_ folder: FilePath, disk: Disk) throws(DiskError) {
        self.folder = folder
        self.disk = disk
        names = try disk.list(folder).filter { !$0.hasPrefix(".") && disk.kind(of: folder.appending($0)) != .folder }
        listed = ArtifactFolder.listed(in: folder, disk: disk)
    }

    /// A finding for each file, by name; blocks meanwhile.
    func findings() -> [Verification.Finding] {
        let (record, flaw) = record()
        let recorded = records(record)
        let artifacts = Set(listed.keys).union(recorded.keys).union(found)
        var findings = artifacts.map { finding($0, recorded[$0], hasRecord: record != nil) }
        findings += names.filter { !artifacts.contains($0) && !isReport($0) }.map(Verification.Finding.extra)
        if record != nil, !names.contains(ArtifactFolder.list) { findings.append(.noList) }
        return (findings + [flaw].compactMap(\.self)).sorted { $0.file < $1.file }
    }

    /// Without a list there is nothing to go by but what files are.
    private var found: [String] {
        guard listed.isEmpty else { return [] }
        return ((try? ArtifactFolder(folder, disk: disk).artifacts) ?? []).compactMap { $0.path.lastComponent?.string }
    }

    private func finding(_ name: String, _ record: CellRecord?, hasRecord: Bool) -> Verification.Finding {
        if !names.contains(name) { return .missing(name, listedBy: listed[name] == nil ? "run.json" : "SHA256SUMS") }
        if hasRecord, record == nil || listed[name] == nil && !listed.isEmpty { return .extra(name) }
        if let artifact = SideFile.artifact(of: name) { return sideFile(name, of: artifact) }
        return ArtifactVerification(folder.appending(name)).finding(listed: listed[name], record: record)
    }

    /// A file that tells of an artifact: it must be the one that was listed, and tell of the one that lies beside it.
    private func sideFile(_ name: String, of artifact: String) -> Verification.Finding {
        guard let bytes = try? disk.read(folder.appending(name)) else { return .missing(name, listedBy: "SHA256SUMS") }
        let digest = SHA256.digest(of: bytes).hex
        if let listed = listed[name], listed != digest { return .changed(name, digest, listed) }
        guard let subject = SideFileSubject(reading: bytes) else {
            return .notAsRecorded(name, "it is not what bmatrix writes")
        }
        guard subject.file == artifact, subject.sha256 == listed[artifact] ?? subject.sha256 else {
            return .notAsRecorded(name, "it tells of another artifact than \(artifact)")
        }
        return .init(name, is: "tells of \(artifact)")
    }

    private func isReport(_ name: String) -> Bool { ReportFiles.names.contains(name) || name == EventFile.name }

    private func records(_ record: RunRecord?) -> [String: CellRecord] {
        let pairs = (record?.cells ?? []).flatMap { cell in (cell.artifact?.files ?? []).map { ($0, cell) } }
        return Dictionary(pairs) { _, later in later }
    }

    /// The record of the run, if the folder has one.
    private func record() -> (RunRecord?, Verification.Finding?) {
        let name = "run.json"
        guard names.contains(name) else { return (nil, nil) }
        do {
            return (try RunDocument(reading: disk.read(folder.appending(name))).record, nil)
        } catch let error as ReportError {
            return (nil, .init(name, code: error.code, error.message, hint: error.hint))
        } catch {
            return (nil, .init(name, code: "verify.unreadable", "\(error)", hint: "check that you may read it"))
        }
    }
}
