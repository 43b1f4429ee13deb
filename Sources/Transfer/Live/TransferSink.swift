import Glibc
import SystemPackage

/// Where the content of a transfer goes.
protocol TransferSink: AnyObject {
    func write(_ piece: UnsafeRawBufferPointer) throws(Errno)
}

/// Gathers content in memory.
final class MemorySink: TransferSink {
    private(set) var bytes: [UInt8] = []

    func write(_ piece: UnsafeRawBufferPointer) throws(Errno) {
        bytes += piece
    }
}

/// Writes content beside a file's place, and puts it there once it is whole.
final class FileSink: TransferSink {
    private let url: String
    private let file: FilePath
    private let temporary: FilePath
    private let descriptor: FileDescriptor
    private var isCommitted = false

    init(_ file: FilePath, url: String) throws(TransferError) {
        self.url = url
        self.file = file
        temporary = FilePath("\(file).\(getpid())-\(UInt64.random(in: 0 ... .max)).part")
        do {
            descriptor = try FileDescriptor.open(
                temporary, .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec],
                permissions: [.ownerReadWrite, .groupRead, .otherRead])
        } catch {
            throw Self.failure(error, url, file)
        }
    }

    deinit {
        try? descriptor.close()
        if !isCommitted { _ = temporary.withPlatformString { unlink($0) } }
    }

    func write(_ piece: UnsafeRawBufferPointer) throws(Errno) {
        do {
            try descriptor.writeAll(piece)
        } catch {
            throw error as? Errno ?? .ioError
        }
    }

    /// Makes the content durable and gives it its name.
    func commit() throws(TransferError) {
        let written = fsync(descriptor.rawValue) == 0
        let renamed =
            written && temporary.withPlatformString { from in file.withPlatformString { rename(from, $0) } } == 0
        guard renamed else { throw Self.failure(Errno(rawValue: errno), url, file) }
        isCommitted = true
    }

    static func failure(_ error: any Error, _ url: String, _ file: FilePath?) -> TransferError {
        let number = error as? Errno ?? .ioError
        let isFull = number == .noSpace || number == .diskQuotaExceeded
        let place = file.map { " \($0)" } ?? ""
        return TransferError(isFull ? .diskFull : .unwritable, url: url, detail: "cannot write\(place): \(number)")
    }
}
