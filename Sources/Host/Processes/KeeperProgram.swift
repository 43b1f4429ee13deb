import CLaunchers
import SystemPackage

#if canImport(Glibc)
    import Glibc
#endif

/// The keeper's program as a file that can be executed: in memory, so that nobody can change it and no mount option can
/// forbid it, or in a temporary folder where the system has no executable memory files.
enum KeeperProgram {
    /// Where the program is.
    struct Place {
        /// The program as an open file.
        let file: Int32
        /// Its path; `nil` for a file in memory.
        let path: String?
    }

    /// Where the program is, or why it is nowhere; made once.
    static let place: Result<Place, ProcessError> = make()

    private static func make() -> Result<Place, ProcessError> {
        #if arch(arm64)
            let file = launchers_keeper_linux_arm64()
        #else
            let file = launchers_keeper_linux_x86_64()
        #endif
        let bytes = UnsafeRawBufferPointer(start: file.bytes, count: file.count)
        if bytes.isEmpty { return .failure(.noKeeper("it was built without its own programs; run ci/launchers first")) }
        if let place = inMemory(bytes) ?? inFolder(bytes) { return .success(place) }
        return .failure(.noKeeper(String(cString: strerror(errno))))
    }

    private static func inMemory(_ bytes: UnsafeRawBufferPointer) -> Place? {
        // MFD_CLOEXEC, MFD_ALLOW_SEALING and, first, MFD_EXEC, which kernels before 6.3 do not know.
        for flags: UInt32 in [0x13, 0x3] {
            guard let file = CLibrary.memfd_create?("bmatrix-keeper", flags), file >= 0 else { continue }
            // F_ADD_SEALS: no seal may be added, and the content neither grow, shrink nor change.
            if write(bytes, to: file), fcntl(file, 1033, 0xF) == 0, access("/proc/self/fd/\(file)", X_OK) == 0 {
                return Place(file: file, path: nil)
            }
            close(file)
        }
        return nil
    }

    private static func inFolder(_ bytes: UnsafeRawBufferPointer) -> Place? {
        for parent in [getenv("TMPDIR").map { String(cString: $0) }, "/tmp", "/var/tmp"].compactMap({ $0 }) {
            guard let folder = try? Disk().makeTemporaryFolder(in: FilePath(parent), prefix: "bmatrix-keeper") else {
                continue
            }
            let path = folder.appending("keeper").string
            let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o700)
            guard file >= 0 else { continue }
            let isWritten = write(bytes, to: file)
            close(file)
            SpawnBarrier.waitForStarts()
            let reader = open(path, O_RDONLY | O_CLOEXEC)
            if isWritten, reader >= 0, access(path, X_OK) == 0 { return Place(file: reader, path: path) }
            try? Disk().removeTree(folder)
        }
        return nil
    }

    private static func write(_ bytes: UnsafeRawBufferPointer, to file: Int32) -> Bool {
        var written = 0
        while written < bytes.count {
            let rest = UnsafeRawBufferPointer(rebasing: bytes[written...])
            let count = Glibc.write(file, rest.baseAddress, rest.count)
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return false }
            written += count
        }
        return true
    }
}
