import CLinux

/// `bmx:where` and `bmx:clean`: the installs of this program.
extension ControlCall {
    func whereInstalled() -> Never {
        refuseArguments()
        let end = "/apps/" + Text(manifest.folder)
        var likely: Text?
        var answer = Answer()
        for candidate in CacheFolder.candidates() {
            let path = Text(candidate.path)
            if (try? CacheFolder(candidate, create: false)) != nil, access((path + end).z, F_OK) == 0 {
                answer.add(path + end + "\n")
                answer.end()
            }
            if likely == nil, ControlCall.isWritable(path) { likely = path }
        }
        guard let likely else { Ending.refused.tell("there is no folder to unpack it into") }
        Ending.say(app + " is not installed yet; it would be here")
        answer.add(likely + end + "\n")
        answer.end()
    }

    /// It, or the nearest folder above it that is there.
    private static func isWritable(_ path: Text) -> Bool {
        let path = Text(path.z, strlen(path.z))
        while access(path.z, F_OK) != 0 {
            guard let slash = strrchr(path.z, 0x2F), slash != path.z else { return false }
            slash.pointee = 0
        }
        return access(path.z, W_OK) == 0
    }

    /// All versions, this one too, and the layers that no program has any more; what a process runs from stays.
    func clean() -> Never {
        refuseArguments()
        var answer = Answer()
        for candidate in CacheFolder.candidates() {
            guard let cache = try? CacheFolder(candidate, create: false), let lock = try? CacheLock(cache) else {
                continue
            }
            let path = Text(candidate.path)
            let before = Folder.size("layers", at: cache.root) + Folder.size("apps", at: cache.root)
            let cleaning = Cleaning(manifest, in: cache)
            for name in Folder.entries(cache.apps) where cleaning.isVersion(name) {
                answer.add(
                    (cleaning.removeUnused(name) ? "removed  " : "in use   ") + path + "/apps/" + Text(name) + "\n")
            }
            cleaning.removeRest()
            let freed = before - Folder.size("layers", at: cache.root) - Folder.size("apps", at: cache.root)
            if freed > 0 { answer.add("freed    " + Text(freed >> 10) + " KiB in " + path + "\n") }
            lock.release()
        }
        if answer.count == 0 { answer.add("nothing to remove\n") }
        answer.end()
    }
}

extension Folder {
    /// The bytes that a file or folder takes on the disk. Of several names of one file each has its share.
    fileprivate static func size(_ name: ByteString, at parent: Int32) -> Int {
        var status = stat()
        guard fstatat(parent, name.z, &status, AT_SYMLINK_NOFOLLOW) == 0 else { return 0 }
        let bytes = Int(status.st_blocks) << 9
        let folder = sys_openat(parent, name.z, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC, 0)
        if folder < 0 { return bytes / max(1, Int(status.st_nlink)) }
        var sum = bytes
        for entry in entries(folder) { sum += size(entry, at: folder) }
        close(folder)
        return sum
    }
}
