import Host
import Matrix
import Reports
import SystemPackage

/// The artifacts and logs of cells that are carried over from a run in another folder.
struct CarriedFiles {
    private let records: [CellRecord]
    /// The folder they are in; `nil` if they are in their place already.
    private let source: FilePath?
    private let destination: FilePath
    private let disk = Disk()

    init(_ selected: Selected, to output: FilePath) {
        records = selected.carried
        destination = output
        let folder = selected.earlier.map { FilePath($0) }
        source = folder.flatMap { $0.resolvingLinks == output.resolvingLinks ? nil : $0 }
    }

    /// Copies them to the output folder.
    func bring() throws {
        guard let source else { return }
        do {
            for record in records {
                for file in record.artifact?.files ?? [] {
                    let mode: UInt32 = file == record.artifact?.file ? 0o755 : 0o644
                    try copy(source.appending(file), to: destination.appending(file), mode)
                }
                try bringLogs(record.cell.id, from: source.appending("cells"))
            }
        } catch let error as DiskError { throw Fault(error) }
    }

    private func bringLogs(_ cell: CellID, from logs: FilePath) throws {
        let folder = logs.appending(cell.text)
        guard disk.isFolder(folder) else { return }
        for file in try disk.walk(folder) where file.kind == .file {
            let place = destination.appending("cells").appending(cell.text).appending(file.path)
            try disk.makeFolder(place.removingLastComponent())
            try copy(folder.appending(file.path), to: place, 0o644)
        }
    }

    private func copy(_ file: FilePath, to place: FilePath, _ mode: UInt32) throws {
        try disk.write(try disk.read(file), to: place, mode: mode, durable: false)
    }
}
