import Glibc
import Host
import SystemPackage

extension Store {
    /// Makes the folders, and makes sure that nobody else can have put anything there.
    static func prepare(_ root: FilePath) throws(RuntimesError) {
        do throws(DiskError) {
            try Disk().makeFolder(root, mode: 0o700)
        } catch {
            throw RuntimesError(error)
        }
        if let complaint = try complaint(about: root, owners: [geteuid()]) { throw .foreignStore(root, complaint) }
        do throws(DiskError) {
            for name in Kind.allCases.map(\.rawValue) + ["locks", "temporary"] {
                try Disk().makeFolder(root.appending(name), mode: 0o700)
            }
        } catch {
            throw RuntimesError(error)
        }
    }

    /// The shared stores that are there; one that somebody else may have put something into is refused.
    static func usable(
        _ shared: [FilePath], _ notify: @Sendable (String) -> Void
    ) throws(RuntimesError) -> [FilePath] {
        var usable: [FilePath] = []
        for root in shared {
            guard Disk().isFolder(root) else {
                notify("there is no shared cache at \(root)")
                continue
            }
            let kinds = Kind.allCases.filter(\.isShared).map { root.appending($0.rawValue) }
            for folder in [root] + kinds where Disk().isFolder(folder) {
                if let complaint = try complaint(about: folder, owners: [0, geteuid()]) {
                    throw .foreignSharedStore(folder, complaint)
                }
            }
            usable.append(root)
        }
        return usable
    }

    private static func complaint(about folder: FilePath, owners: Set<uid_t>) throws(RuntimesError) -> String? {
        var status = stat()
        guard stat(folder.string, &status) == 0 else { throw RuntimesError(DiskError("examine", folder)) }
        if !owners.contains(status.st_uid) { return "user \(status.st_uid) owns it" }
        return status.st_mode & 0o022 != 0 ? "others may write to it" : nil
    }

    /// Removes unfinished entries whose makers are gone, which is known by their locks being free, and such locks.
    func removeLeftovers() {
        for name in (try? Disk().list(root.appending("temporary"))) ?? [] {
            if name.hasPrefix(Self.blobPrefix) {
                removeOldBlob(temporaryPath(name))
            } else if let lock = try? FileLock.attempt(lockPath(name)) {
                try? Disk().removeTree(temporaryPath(name))
                lock.removeFile()
            }
        }
        for name in (try? Disk().list(root.appending("locks"))) ?? [] {
            if let lock = try? FileLock.attempt(lockPath(name)) { lock.removeFile() }
        }
    }

    /// A blob is written in a moment: what is older than all living users of the store will never be finished.
    private func removeOldBlob(_ path: FilePath) {
        guard let used = FileTime(modificationOf: path), used < oldestUse() else { return }
        unlink(path.string)
    }
}
