import Glibc
import Host
import SystemPackage

extension Store {
    /// Blobs that were not finished after this many seconds never will be.
    private static let blobPatience = 3600

    /// Makes the folders, and makes sure that nobody else can have put anything there.
    func prepare() throws(RuntimesError) {
        do throws(DiskError) {
            try Disk().makeFolder(root, mode: 0o700)
        } catch {
            throw RuntimesError(error)
        }
        try checkOwner()
        do throws(DiskError) {
            for name in Kind.allCases.map(\.rawValue) + ["locks", "temporary"] {
                try Disk().makeFolder(root.appending(name), mode: 0o700)
            }
        } catch {
            throw RuntimesError(error)
        }
    }

    private func checkOwner() throws(RuntimesError) {
        var status = stat()
        guard stat(root.string, &status) == 0 else { throw RuntimesError(DiskError("examine", root)) }
        if status.st_uid != geteuid() { throw .foreignStore(root, "user \(status.st_uid) owns it") }
        if status.st_mode & 0o022 != 0 { throw .foreignStore(root, "others may write to it") }
    }

    /// Removes unfinished entries whose makers are gone, which is known by their locks being free.
    func removeLeftovers() {
        let names = (try? Disk().list(root.appending("temporary"))) ?? []
        for name in names {
            if name.hasPrefix(Self.blobPrefix) {
                removeOldBlob(temporaryPath(name))
            } else if let lock = try? FileLock.attempt(lockPath(name)) {
                try? Disk().removeTree(temporaryPath(name))
                withExtendedLifetime(lock) {}
            }
        }
    }

    private func removeOldBlob(_ path: FilePath) {
        var status = stat()
        guard lstat(path.string, &status) == 0 else { return }
        if time(nil) - status.st_mtim.tv_sec > Self.blobPatience { unlink(path.string) }
    }
}
