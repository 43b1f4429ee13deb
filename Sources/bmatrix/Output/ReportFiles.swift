import Host
import Matrix
import Reports
import SystemPackage

/// The reports of the output folder, all made from one record.
struct ReportFiles {
    let folder: FilePath
    let disk: Disk

    /// The reports' file names.
    static let names = ["run.json", "junit.xml", "sizes.json", "sizes.md", "summary.md", "SHA256SUMS"]

    /// The reports by their file names.
    private func contents(of record: RunRecord) throws -> [(name: String, bytes: [UInt8])] {
        let sizes = SizeReport(record)
        return [
            ("run.json", try RunDocument(record).json()),
            ("junit.xml", JUnitReport(record, attachments: logs(of: record)).bytes),
            ("sizes.json", try sizes.json()),
            ("sizes.md", Array(sizes.markdown.utf8)),
            ("summary.md", Array(Summary(record).markdown.utf8)),
            ("SHA256SUMS", Array(Checksums(record).text.utf8)),
        ]
    }

    /// Writes all reports, each whole.
    func write(_ record: RunRecord) throws {
        do {
            for report in try contents(of: record) {
                try disk.write(report.bytes, to: folder.appending(report.name))
            }
        } catch let error as DiskError {
            throw Fault(error)
        } catch let error as ReportError {
            throw Fault(error)
        }
    }

    /// The logs of red cells, by paths from the folder that bmatrix was called in, as CI systems want them.
    private func logs(of record: RunRecord) -> [CellID: [String]] {
        var logs: [CellID: [String]] = [:]
        for cell in record.cells where cell.outcome.failure != nil {
            guard let path = cell.cell.id.logs else { continue }
            let place = folder.pushing(path)
            let files = ((try? disk.walk(place)) ?? []).filter { $0.kind == .file }.map { place.appending($0.path) }
            logs[cell.cell.id] = files.filter { (disk.size(of: $0) ?? 0) > 0 }.prefix(20).map(relative)
        }
        return logs
    }

    private func relative(_ path: FilePath) -> String {
        let current = HostFacts.currentFolder.string + "/"
        return path.string.hasPrefix(current) ? String(path.string.dropFirst(current.count)) : path.string
    }
}
