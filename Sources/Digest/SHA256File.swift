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
        var buffer = [UInt8](repeating: 0, count: 256 << 10)
        while true {
            do {
                let count = try buffer.withUnsafeMutableBytes { try file.read(into: $0) }
                if count == 0 { return hash.finalize() }
                buffer.withUnsafeBytes { hash.update(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
            } catch {
                throw errno(error)
            }
        }
    }

    // SystemPackage's calls are untyped, yet throw nothing but Errno.
    private static func errno(_ error: any Error) -> Errno {
        error as? Errno ?? .ioError
    }
}
