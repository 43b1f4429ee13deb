import Digest
import Host
import SystemPackage

/// The artifact while it is written: beside its place, until it is whole.
final class ArtifactFile: Sendable {
    private let file: FileDescriptor
    private let temporary: FilePath
    private let path: FilePath

    init(for path: FilePath) throws(ArtifactError) {
        guard let name = path.lastComponent else { throw .unwritable(path, .isDirectory) }
        self.path = path
        let unique = UInt64.random(in: 0...(.max))
        temporary = path.removingLastComponent().appending(".\(name.string).\(unique).part")
        do {
            file = try FileDescriptor.open(
                temporary, .readWrite, options: [.create, .exclusiveCreate, .closeOnExec],
                permissions: FilePermissions(rawValue: 0o755))
        } catch {
            throw .unwritable(path, error as? Errno ?? .ioError)
        }
    }

    /// Adds bytes.
    func write(_ bytes: [UInt8]) throws(ArtifactError) {
        do {
            try file.writeAll(bytes)
        } catch {
            throw .unwritable(path, error as? Errno ?? .ioError)
        }
        Writeback.begin(file.rawValue)
    }

    /// Overwrites what is there.
    func write(_ bytes: [UInt8], at place: Int64) throws(ArtifactError) {
        do {
            try file.writeAll(toAbsoluteOffset: place, bytes)
        } catch {
            throw .unwritable(path, error as? Errno ?? .ioError)
        }
    }

    /// Reads all that was written.
    func forEachPiece(_ body: ([UInt8]) -> Void) throws(ArtifactError) {
        do {
            var place: Int64 = 0
            while true {
                let piece = try [UInt8](unsafeUninitializedCapacity: 1 << 20) { buffer, count in
                    count = try file.read(fromAbsoluteOffset: place, into: UnsafeMutableRawBufferPointer(buffer))
                }
                if piece.isEmpty { return }
                body(piece)
                place += Int64(piece.count)
            }
        } catch {
            throw .unreadable(path, error as? Errno ?? .ioError)
        }
    }

    /// Makes the file durable and puts it in its place. Whatever happens, it is closed.
    func finish() async throws(ArtifactError) {
        let (file, temporary, path) = (file, temporary, path)
        try await Blocking.run { () throws(ArtifactError) in
            let number = synchronize(file.rawValue)
            try? file.close()
            if let number { throw .unwritable(path, Errno(rawValue: number)) }
            do throws(DiskError) {
                try Disk().rename(temporary, to: path)
            } catch {
                throw .unwritable(path, Errno(rawValue: error.number))
            }
        }
    }

    /// Leaves nothing behind.
    func discard() {
        try? file.close()
        try? Disk().removeFile(temporary)
    }
}
