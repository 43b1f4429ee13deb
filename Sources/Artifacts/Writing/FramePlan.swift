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
        let start = bytes.count
        var buffer = [UInt8](repeating: 0, count: 128 << 10)
        do {
            let file = try FileDescriptor.open(source, .readOnly, options: [.closeOnExec])
            defer { try? file.close() }
            while true {
                let count = try buffer.withUnsafeMutableBytes { try file.read(into: $0) }
                if count == 0 || UInt64(bytes.count - start) > size { break }
                bytes += buffer[..<count]
            }
        } catch {
            throw .unreadable(source, error as? Errno ?? .ioError)
        }
        if UInt64(bytes.count - start) != size { throw .changed(source) }
    }
}
