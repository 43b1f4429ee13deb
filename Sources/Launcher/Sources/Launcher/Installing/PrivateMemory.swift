import CLinux

/// The last resort where nothing can be written to: a file system in memory that only this process and its children
/// see, in a user and mount namespace of their own. It goes when they end.
enum PrivateMemory {
    /// Mounts it over an existing folder: an empty one if there is one, since the mount hides what is in it.
    static func mount(avoiding inUse: [ByteString]) throws(Failure) -> CacheFolder.Candidate {
        guard let place = place(inUse) else { throw .refused("no folder to mount it over") }
        let user = ByteString(decimal: Int(geteuid()))
        let group = ByteString(decimal: Int(getegid()))
        if sys_unshare_user_and_mounts() != 0 { throw Failure.last("cannot make a namespace") }
        write("deny", to: "/proc/self/setgroups")
        write(user + " " + user + " 1", to: "/proc/self/uid_map")
        write(group + " " + group + " 1", to: "/proc/self/gid_map")
        if sys_mount_memory(place.z) != 0 { throw Failure.last("cannot mount it over " + place) }
        return CacheFolder.Candidate(path: place + "/bmatrix", isShared: false)
    }

    private static func place(_ inUse: [ByteString]) -> ByteString? {
        // One text, as a list of nine would be a good part of the launcher.
        let places: ByteString = "/tmp:/dev/shm:/run:/mnt:/media:/srv:/var/tmp:/home:/opt"
        var spare: ByteString?
        for name in places.bytes.split(separator: UInt8(ascii: ":")) {
            let place = ByteString(name)
            if access(place.z, F_OK) != 0 || holds(place, inUse) { continue }
            if isEmpty(place) { return place }
            spare = spare ?? place
        }
        return spare
    }

    private static func holds(_ place: ByteString, _ inUse: [ByteString]) -> Bool {
        for path in inUse where isPath(path, inside: place) { return true }
        return false
    }

    /// Errors show when the mount fails.
    private static func write(_ text: ByteString, to path: ByteString) {
        let file = sys_open(path.z, O_WRONLY | O_CLOEXEC, 0)
        guard file >= 0 else { return }
        try? writeAll(file, text.z, text.count)
        close(file)
    }

    private static func isEmpty(_ path: ByteString) -> Bool {
        let folder = sys_open(path.z, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0)
        guard folder >= 0 else { return false }
        defer { close(folder) }
        return Folder.entries(folder).isEmpty
    }

    private static func isPath(_ path: ByteString, inside folder: ByteString) -> Bool {
        path.bytes.starts(with: folder.bytes)
            && (path.count == folder.count || path.z[folder.count] == UInt8(ascii: "/"))
    }
}
