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

    /// Fills memory of `rawSize` bytes with the tar stream. Files are read now, so that only the frames at work are in memory.
    func read(into room: UnsafeMutableRawBufferPointer) throws(ArtifactError) {
        var rest = room
        for piece in pieces {
            let count = try FramePlan.fill(rest, with: piece)
            rest = UnsafeMutableRawBufferPointer(rebasing: rest[count...])
        }
    }

    /// Gives how many bytes the piece has.
    private static func fill(_ rest: UnsafeMutableRawBufferPointer, with piece: Piece) throws(ArtifactError) -> Int {
        switch piece {
        case .bytes(let bytes):
            rest.copyBytes(from: bytes)
            return bytes.count
        case .file(let source, let size):
            try read(source, into: UnsafeMutableRawBufferPointer(rebasing: rest[..<Int(size)]))
            return Int(size)
        }
    }

    private static func read(_ source: FilePath, into room: UnsafeMutableRawBufferPointer) throws(ArtifactError) {
        do {
            let file = try FileDescriptor.open(source, .readOnly, options: [.closeOnExec])
            defer { try? file.close() }
            var count = 0
            while count < room.count {
                let part = try file.read(into: UnsafeMutableRawBufferPointer(rebasing: room[count...]))
                if part == 0 { throw ArtifactError.changed(source) }
                count += part
            }
            // A file that has grown shows.
            if try withUnsafeTemporaryAllocation(byteCount: 1, alignment: 1, { try file.read(into: $0) }) > 0 {
                throw ArtifactError.changed(source)
            }
        } catch {
            throw error as? ArtifactError ?? .unreadable(source, error as? Errno ?? .ioError)
        }
    }
}
