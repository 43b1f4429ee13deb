import Host
import Matrix
import Reports
import SystemPackage

#if canImport(Glibc)
    import Glibc
#endif

/// The page about a job that a CI service shows, to which every step may append.
struct JobSummary {
    private let service: Service

    init(_ service: Service) { self.service = service }

    /// Appends the summary of a run, if the service has such a page and there is room on it; that it cannot is worth a warning.
    func append(_ record: RunRecord) {
        guard let name = service.summaryFile else { return }
        let path = FilePath(name)
        guard let page = service.summary(record, used: Disk().size(of: path) ?? 0) else {
            return warn("there is no room left in \(path)")
        }
        do throws(DiskError) { try append(Array(page.utf8), to: path) } catch { warn(error.message) }
    }

    private func append(_ bytes: [UInt8], to path: FilePath) throws(DiskError) {
        let file = open(path.string, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw DiskError("open", path) }
        defer { close(file) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(file, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw DiskError("write", path) }
            rest = rest.dropFirst(count)
        }
    }

    private func warn(_ reason: String) {
        Terminal.standardError.write(
            "warning: the job summary is not complete: \(Service.inert(reason)) [summary.not-written]")
    }
}
