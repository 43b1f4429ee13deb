package import SystemPackage

extension SHA256 {
    /// The digest of a file's content; reads it in pieces and blocks meanwhile.
    package static func digest(ofFile path: FilePath) throws(Errno) -> DigestValue {
        let file: FileDescriptor
        do {
            file = try FileDescriptor.open(path, .readOnly, options: [.closeOnExec])
        } catch {
            throw errno(error)
        }
        defer { try? file.close() }
        return try digest(of: file)
    }

    /// The digest of what is left to read in an open file; blocks meanwhile.
    package static func digest(of file: FileDescriptor) throws(Errno) -> DigestValue {
        var hash = SHA256()
        do {
            // Not cleared before use, which would cost more than hashing a small file.
            try withUnsafeTemporaryAllocation(byteCount: 256 << 10, alignment: 16) { buffer in
                while true {
                    let count = try file.read(into: buffer)
                    if count == 0 { return }
                    hash.update(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
                }
            }
        } catch {
            throw errno(error)
        }
        return hash.finalize()
    }

    // SystemPackage's calls are untyped, yet throw nothing but Errno.
    private static func errno(_ error: any Error) -> Errno {
        error as? Errno ?? .ioError
    }
}
