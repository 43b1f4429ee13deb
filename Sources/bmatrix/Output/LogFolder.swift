import Host
import Matrix
import Reports
import SystemPackage

#if canImport(Glibc)
    import Glibc
#endif

/// The logs of the cells of a run, read while others write them.
struct LogFolder {
    /// The most bytes that are read of a file, and the most files of a folder that are looked at.
    private static let limit: Int64 = 1 << 13
    private static let files = 100

    /// The folder that has one for each cell.
    let path: FilePath

    /// The end of the log that was written last for a cell, if it was after that moment.
    /// - Parameter since: seconds since 1970.
    func tail(of cell: CellID, since: Double, lines: Int) -> [String] {
        // Files tell the time a little later than clocks do.
        let newer = files(of: cell).filter { $0.time > since - 0.1 }
        return newer.max { $0.time < $1.time }.map { LogFolder.end(of: $0.path, lines) } ?? []
    }

    /// The ends of all logs of a cell that have something in them, each with its name.
    func ends(of cell: CellID, lines: Int) -> [(name: String, lines: [String])] {
        let folder = path.appending(cell.text)
        return files(of: cell).sorted { $0.path.string < $1.path.string }.compactMap { file in
            let end = LogFolder.end(of: file.path, lines)
            let name = String(file.path.string.dropFirst(folder.string.utf8.count + 1))
            return end.isEmpty ? nil : (name, end)
        }
    }

    /// The logs that have something in them, each with when it was written last, in seconds since 1970.
    private func files(of cell: CellID) -> [(path: FilePath, time: Double)] {
        let folder = path.appending(cell.text)
        return LogFolder.names(in: folder, depth: 3).filter(LogFolder.isLog).compactMap { name in
            let path = folder.appending(name)
            var status = stat()
            guard lstat(path.string, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size > 0 else {
                return nil
            }
            return (path, Double(status.st_mtim.tv_sec) + Double(status.st_mtim.tv_nsec) / 1e9)
        }
    }

    /// The files of a folder and of those in it, so many levels deep; programs under test may fill folders with anything.
    private static func names(in folder: FilePath, depth: Int) -> [String] {
        let disk = Disk()
        return ((try? disk.list(folder)) ?? []).prefix(files).flatMap { name in
            let path = folder.appending(name)
            guard disk.kind(of: path) == .folder else { return [name] }
            return depth > 1 ? names(in: path, depth: depth - 1).map { "\(name)/\($0)" } : []
        }
    }

    private static func isLog(_ name: String) -> Bool {
        [".log", "stdout", "stderr", "output"].contains { name.hasSuffix($0) }
    }

    /// The last lines of a file, however long it is.
    private static func end(of path: FilePath, _ lines: Int) -> [String] {
        // Not waiting for a writer, should it be a pipe.
        guard let file = try? FileDescriptor.open(path, .readOnly, options: [.closeOnExec, .nonBlocking]),
            let size = try? file.seek(offset: 0, from: .end)
        else { return [] }
        defer { try? file.close() }
        var bytes = [UInt8](repeating: 0, count: Int(min(max(0, size), limit)))
        let count = bytes.withUnsafeMutableBytes { buffer in
            (try? file.read(fromAbsoluteOffset: max(0, size - limit), into: buffer)) ?? 0
        }
        return last(lines, of: bytes.prefix(count))
    }

    /// The last lines that are not blank; of one that was written over, what is left of it.
    private static func last(_ count: Int, of bytes: ArraySlice<UInt8>) -> [String] {
        let lines = bytes.split(separator: UInt8(ascii: "\n")).suffix(4 * count).map { line in
            line.split(separator: UInt8(ascii: "\r")).last ?? []
        }
        return lines.filter { !$0.isEmpty }.suffix(count).map { String(decoding: $0, as: UTF8.self) }
    }
}
