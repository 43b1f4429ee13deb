import CArchive

/// Hands the content of one archive's entry to a second reader, piece by piece, so that a package inside a
/// package is read without being held in memory.
final class ArchiveFeed {
    private let outer: ArchiveReader
    private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 64 << 10, alignment: 16)

    /// What went wrong in the outer archive; the inner reader would only see that no bytes come.
    private(set) var error: ArchiveError?

    init(_ outer: ArchiveReader) {
        self.outer = outer
    }

    deinit {
        buffer.deallocate()
    }

    func read(_ bytes: UnsafeMutablePointer<UnsafeRawPointer?>?) -> Int {
        do throws(ArchiveError) {
            bytes?.pointee = UnsafeRawPointer(buffer.baseAddress)
            return try outer.read(into: buffer)
        } catch {
            self.error = error
            return -1
        }
    }
}

/// The form in which libarchive asks for bytes.
func feedRead(
    _: OpaquePointer?, context: UnsafeMutableRawPointer?, bytes: UnsafeMutablePointer<UnsafeRawPointer?>?
) -> Int {
    guard let context else { return -1 }
    return Unmanaged<ArchiveFeed>.fromOpaque(context).takeUnretainedValue().read(bytes)
}
