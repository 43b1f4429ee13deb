import Glibc
import Host
import SystemPackage

/// A look at the files of an entry by its record as it lies on disk. It is taken before every use of an entry, so it decodes
/// nothing that it does not need, and paths go to the system from where they stand: the record ends each with a zero byte.
struct EntryGlance {
    private let bytes: [UInt8]

    /// Reads a record; nil if it cannot be read, or breaks off.
    init?(reading file: FilePath) {
        guard let bytes = try? Disk().read(file, limit: EntryRecord.limit) else { return nil }
        self.bytes = bytes
    }

    /// Whether all files of the record are there with their kinds, sizes and times. A record that makes no sense says no.
    func isWhole(at folder: FilePath) -> Bool {
        let root = open(folder.string, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard root >= 0 else { return false }
        defer { close(root) }
        return bytes.withUnsafeBufferPointer { bytes in
            guard var lines = EntryLines(bytes) else { return false }
            while let line = lines.next() {
                guard line.look.fault(of: line.path, in: root) == nil else { return false }
            }
            return lines.isAtEnd
        }
    }
}
