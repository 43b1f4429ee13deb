import Host
import Matrix
import Reports
import SystemPackage

/// The reports of the output folder, all made from one record.
struct ReportFiles {
    let folder: FilePath
    let disk: Disk

    /// The reports by their file names.
    private static func contents(of record: RunRecord) throws -> [(name: String, bytes: [UInt8])] {
        let sizes = SizeReport(record)
        return [
            ("run.json", try RunDocument(record).json()),
            ("junit.xml", Array(JUnitReport(record, attachments: [:]).xml.utf8)),
            ("sizes.json", try sizes.json()),
            ("sizes.md", Array(sizes.markdown.utf8)),
            ("summary.md", Array(Summary(record).markdown.utf8)),
            ("SHA256SUMS", Array(Checksums(record).text.utf8)),
        ]
    }

    /// Writes all reports, each whole.
    func write(_ record: RunRecord) throws {
        do {
            for report in try Self.contents(of: record) {
                try disk.write(report.bytes, to: folder.appending(report.name))
            }
        } catch let error as DiskError {
            throw Fault(status: .infrastructure, code: error.code, message: error.message, hint: error.hint)
        } catch let error as ReportError {
            throw Fault(status: .infrastructure, code: error.code, message: error.message, hint: error.hint)
        }
    }
}
