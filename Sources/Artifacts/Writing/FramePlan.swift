import Matrix
import SystemPackage

/// What one frame of the payload will hold, before any file is read.
struct FramePlan: Sendable {
    /// A stretch of the tar stream.
    enum Piece: Sendable {
        case bytes([UInt8])
        /// A file's content; it must still have this size.
        case file(FilePath, size: UInt64)
    }

    let component: Component
    private(set) var pieces: [Piece] = []
    private(set) var rawSize: UInt64 = 0

    init(_ component: Component) { self.component = component }

    mutating func append(_ bytes: [UInt8]) {
        pieces.append(.bytes(bytes))
        rawSize += UInt64(bytes.count)
    }

    mutating func append(file source: FilePath, size: UInt64) {
        pieces.append(.file(source, size: size))
        rawSize += size
        append([UInt8](repeating: 0, count: TarHeader.padding(after: size)))
    }

    /// The tar bytes. Files are read now, so that only the frames at work are in memory.
    func read() throws(ArtifactError) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(Int(rawSize))
        for piece in pieces {
            switch piece {
            case .bytes(let header): bytes += header
            case .file(let source, let size): try FramePlan.read(source, size, into: &bytes)
            }
        }
        return bytes
    }

    private static func read(_ source: FilePath, _ size: UInt64, into bytes: inout [UInt8]) throws(ArtifactError) {
        do {
            let file = try FileDescriptor.open(source, .readOnly, options: [.closeOnExec])
            defer { try? file.close() }
            // One more than it should have, so that a file that has grown shows.
            let content = try [UInt8](unsafeUninitializedCapacity: Int(size) + 1) { buffer, count in
                while count < buffer.count {
                    let part = try file.read(
                        into: UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[count...]))
                    if part == 0 { break }
                    count += part
                }
            }
            if content.count != Int(size) { throw ArtifactError.changed(source) }
            bytes += content
        } catch {
            throw error as? ArtifactError ?? .unreadable(source, error as? Errno ?? .ioError)
        }
    }
}
