import Glibc
import SystemPackage

/// Where the content of a transfer goes.
protocol TransferSink: AnyObject {
    func write(_ piece: UnsafeRawBufferPointer) throws(Errno)
    /// Drops all that was written.
    func restart() throws(Errno)
}

/// Gathers content in memory.
final class MemorySink: TransferSink {
    private(set) var bytes: [UInt8] = []

    func write(_ piece: UnsafeRawBufferPointer) throws(Errno) {
        bytes += piece
    }

    func restart() throws(Errno) {
        bytes = []
    }
}

/// The file beside a file's place that holds what has come so far, from attempt to attempt.
struct PartFile: Sendable {
    let file: FilePath
    let path: FilePath

    init(beside file: FilePath) {
        self.file = file
        path = FilePath("\(file).\(getpid())-\(UInt64.random(in: 0 ... .max)).part")
    }

    func remove() {
        _ = path.withPlatformString { unlink($0) }
    }
}

/// Writes content beside a file's place, and puts it there once it is whole.
final class FileSink: TransferSink {
    private let url: String
    private let part: PartFile
    private let descriptor: FileDescriptor

    /// Opens the part file behind the bytes that it holds.
    init(_ part: PartFile, holding count: Int, url: String) throws(TransferError) {
        self.url = url
        self.part = part
        do {
            descriptor = try FileDescriptor.open(
                part.path, .writeOnly, options: [.create, .append, .closeOnExec, .noFollow],
                permissions: [.ownerReadWrite, .groupRead, .otherRead])
        } catch {
            throw Self.failure(error, url, part.file)
        }
        if ftruncate(descriptor.rawValue, count) != 0 {
            throw Self.failure(Errno(rawValue: errno), url, part.file)
        }
    }

    deinit {
        try? descriptor.close()
    }

    func write(_ piece: UnsafeRawBufferPointer) throws(Errno) {
        do {
            try descriptor.writeAll(piece)
        } catch {
            throw error as? Errno ?? .ioError
        }
    }

    func restart() throws(Errno) {
        if ftruncate(descriptor.rawValue, 0) != 0 { throw Errno(rawValue: errno) }
    }

    /// Makes the content durable and gives it its name.
    func commit() throws(TransferError) {
        let written = fsync(descriptor.rawValue) == 0
        let renamed =
            written
            && part.path.withPlatformString { from in part.file.withPlatformString { rename(from, $0) } } == 0
        guard renamed else { throw Self.failure(Errno(rawValue: errno), url, part.file) }
    }

    static func failure(_ error: any Error, _ url: String, _ file: FilePath?) -> TransferError {
        let number = error as? Errno ?? .ioError
        let isFull = number == .noSpace || number == .diskQuotaExceeded
        let place = file.map { " \($0)" } ?? ""
        return TransferError(isFull ? .diskFull : .unwritable, url: url, detail: "cannot write\(place): \(number)")
    }
}
