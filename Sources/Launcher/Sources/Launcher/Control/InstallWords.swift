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
            if ControlCall.open(candidate) >= 0, access((path + end).z, F_OK) == 0 {
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

    /// The subfolder of a cache that installs lie in; negative if there is none that serves.
    @inline(never)
    private static func open(_ candidate: CacheFolder.Candidate) -> Int32 {
        (try? CacheFolder(candidate, create: false))?.apps ?? -1
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

    /// All versions, this one too; what a process runs from stays.
    func clean() -> Never {
        refuseArguments()
        if access(("/proc/self/exe" as Text).z, F_OK) != 0 {
            Ending.refused.tell("without /proc nobody can tell which installs are in use")
        }
        var answer = Answer()
        for candidate in CacheFolder.candidates() {
            let cache = ControlCall.open(candidate)
            if cache < 0 { continue }
            for name in Folder.entries(cache) where isInstall(Text(name)) {
                let path = Text(candidate.path) + "/apps/" + Text(name)
                if ControlCall.isInUse(path + "/") {
                    answer.add("in use   " + path + "\n")
                } else if let size = ControlCall.remove(name, at: cache) {
                    answer.add("removed  " + path + "  " + Text(size >> 10) + " KiB\n")
                }
            }
        }
        if answer.count == 0 { answer.add("nothing to remove\n") }
        answer.end()
    }

    /// `APP-` and the 32 digits of any payload's digest.
    private func isInstall(_ name: Text) -> Bool {
        let front = app + "-"
        let count = strlen(front.z)
        return strncmp(name.z, front.z, count) == 0 && strspn(name.z + count, ("0123456789abcdef" as Text).z) == 32
            && name.z[count + 32] == 0
    }

    /// Whether a process of ours runs a program below this path.
    private static func isInUse(_ path: Text) -> Bool {
        let processes = sys_open(("/proc" as Text).z, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0)
        defer { close(processes) }
        for entry in Folder.entries(processes) where sys_link_begins(processes, (Text(entry) + "/exe").z, path.z) != 0 {
            return true
        }
        return false
    }

    /// Gives the bytes that it took on the disk.
    private static func remove(_ name: ByteString, at cache: Int32) -> Int? {
        guard let lock = try? InstallLock(name + ".lock", in: cache) else { return nil }
        let size = Folder.size(name, at: cache)
        Folder.remove(name, at: cache)
        lock.removeFile()
        return size
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
