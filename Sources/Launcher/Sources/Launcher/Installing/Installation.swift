import CLinux

/// The unpacked payload in a cache folder. It appears there by a rename, whole or not at all.
struct Installation {
    let cache: CacheFolder
    private let name: ByteString

    var root: ByteString { cache.path + "/apps/" + name }

    /// An install of this payload, as it was found or made by the first place that serves.
    init(of manifest: Manifest, from executable: Executable) throws(Failure) {
        name = manifest.folder
        let candidates = CacheFolder.candidates()
        for candidate in candidates {
            if let folder = try? CacheFolder(candidate, create: false) {
                if Installation.isThere(name, in: folder) {
                    cache = folder
                    return
                }
                close(folder.apps)
            }
        }
        try executable.checkLauncher(manifest)
        cache = try Installation.make(manifest, from: executable, in: candidates)
    }

    private static func isThere(_ name: ByteString, in folder: CacheFolder) -> Bool {
        var status = stat()
        return fstatat(folder.apps, name.z, &status, AT_SYMLINK_NOFOLLOW) == 0 && Folder.isPrivate(status)
    }

    private static func make(
        _ manifest: Manifest, from executable: Executable, in candidates: [CacheFolder.Candidate]
    ) throws(Failure) -> CacheFolder {
        var reasons: ByteString = ""
        for candidate in candidates {
            do throws(Failure) {
                return try make(manifest, from: executable, in: candidate)
            } catch {
                if case .damaged = error { throw error }
                reasons += "\n  " + candidate.path + ": " + error.message
            }
        }
        if candidates.count > 1 {
            do throws(Failure) {
                var inUse = [executable.path]
                if let here = getcwd(nil, 0) { inUse.append(ByteString(here)) }
                return try make(manifest, from: executable, in: try PrivateMemory.mount(avoiding: inUse))
            } catch {
                if case .damaged = error { throw error }
                reasons += "\n  private memory: " + error.message
            }
        }
        throw .noPlace(
            "no folder to unpack " + manifest.app + " into:" + reasons
                + "\nSet BMATRIX_DIR to a folder of yours from which programs may be run.")
    }

    private static func make(
        _ manifest: Manifest, from executable: Executable, in candidate: CacheFolder.Candidate
    ) throws(Failure) -> CacheFolder {
        let folder = try CacheFolder(candidate, create: true)
        do throws(Failure) {
            let lock = try InstallLock(manifest.folder + ".lock", in: folder.apps)
            defer { lock.removeFile() }
            if !isThere(manifest.folder, in: folder) { try unpack(manifest, from: executable, into: folder.apps) }
        } catch {
            close(folder.apps)
            throw error
        }
        return folder
    }

    /// Only under the lock. A folder that is there already was left by a run that was killed.
    private static func unpack(
        _ manifest: Manifest, from executable: Executable, into apps: Int32
    ) throws(Failure) {
        let partial = "." + manifest.folder + ".partial"
        Folder.remove(partial, at: apps)
        Folder.remove(manifest.folder, at: apps)
        if mkdirat(apps, partial.z, 0o700) != 0 { throw Failure.last("cannot create " + partial) }
        let root = sys_openat(apps, partial.z, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC, 0)
        if root < 0 { throw Failure.last("cannot open " + partial) }
        let mask = umask(0o022)
        defer {
            umask(mask)
            close(root)
        }
        do throws(Failure) {
            try Extraction(manifest.frames, of: executable.file, into: root).run()
            if renameat(apps, partial.z, apps, manifest.folder.z) != 0 {
                throw Failure.last("cannot rename " + partial)
            }
        } catch {
            Folder.remove(partial, at: apps)
            throw error
        }
    }

    /// Takes away an install whose program is gone, so that it is made again.
    func discard() throws(Failure) {
        let lock = try InstallLock(name + ".lock", in: cache.apps)
        Folder.remove(name, at: cache.apps)
        lock.removeFile()
    }
}
