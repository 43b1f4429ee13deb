import CLinux

/// The removal of older versions of a program, of layers that no program has any more, and of what killed runs left.
struct Cleaning {
    private let cache: CacheFolder
    private let app: ByteString
    /// The folder of the version that runs.
    private let current: ByteString
    /// How many older versions stay.
    private let kept: Int

    init(_ manifest: Manifest, in cache: CacheFolder) {
        self.cache = cache
        app = manifest.app
        current = manifest.folder
        kept =
            Environment.value("BMATRIX_KEEP").flatMap { Fields($0.bytes).decimal(0) }.map { Int(min($0, 1 << 20)) } ?? 2
    }

    /// In a process of its own, which waits until this one has become the program. Does nothing if nothing is too old.
    func startAfterExec() {
        guard !oldVersions().isEmpty else { return }
        var (begin, end): (Int32, Int32) = (-1, -1)
        if sys_pipe(&begin, &end) != 0 { return }
        let child = fork()
        if child == 0 {
            close(end)
            // Nobody's child, so that the program never has to wait for it.
            if fork() != 0 { _exit(0) }
            Cleaning.leaveTerminal()
            var byte: UInt8 = 0
            while read(begin, &byte, 1) < 0, sys_errno() == EINTR {}
            run()
            _exit(0)
        }
        close(begin)
        if child > 0 { while waitpid(child, nil, 0) < 0, sys_errno() == EINTR {} }
    }

    private static func leaveTerminal() {
        setsid()
        let empty = sys_open("/dev/null", O_RDWR | O_CLOEXEC, 0)
        for standard in 0..<3 as Range<Int32> { if empty >= 0 { dup2(empty, standard) } else { close(standard) } }
    }

    /// Versions in use stay, whatever their age.
    func run() {
        guard let lock = try? CacheLock(cache) else { return }
        defer { lock.release() }
        for version in oldVersions() { _ = removeUnused(version) }
        removeRest()
    }

    /// Layers without a program, and what killed runs left. Only under the cache's lock, as what follows.
    func removeRest() {
        removeLayers()
        for parent in [cache.apps, cache.layers] {
            for name in Folder.entries(parent) where name.bytes.first == UInt8(ascii: ".") {
                Folder.remove(name, at: parent)
            }
        }
    }

    /// Those beyond the newest ones, by the time of their install.
    private func oldVersions() -> [ByteString] {
        var versions: [(name: ByteString, time: Int)] = []
        for name in Folder.entries(cache.apps) where isVersion(name) && !(name == current) {
            var status = stat()
            let time = fstatat(cache.apps, (name + "/" + TreeIndex.name).z, &status, AT_SYMLINK_NOFOLLOW) == 0
            versions.append((name, time ? Int(status.st_mtim.tv_sec) : 0))
        }
        return versions.sorted { $0.time > $1.time }.dropFirst(kept).map { $0.name }
    }

    /// `APP-` and 32 digits.
    func isVersion(_ name: ByteString) -> Bool {
        name.count == app.count + 33 && name.bytes.starts(with: (app + "-").bytes)
    }

    /// Gives whether it has gone.
    func removeUnused(_ name: ByteString) -> Bool {
        let index = sys_openat(
            cache.apps, (name + "/" + TreeIndex.name).z, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK, 0)
        defer { if index >= 0 { close(index) } }
        if index >= 0, sys_flock(index, LOCK_EX | LOCK_NB) != 0 { return false }
        let old = "." + name + ".old"
        if renameat(cache.apps, name.z, cache.apps, old.z) != 0 { return false }
        Folder.remove(old, at: cache.apps)
        return true
    }

    private func removeLayers() {
        var used: [ByteString] = []
        for name in Folder.entries(cache.apps) where name.bytes.first != UInt8(ascii: ".") {
            // Not to be read: it may have any of the layers.
            guard let app = InstalledTree(name, in: cache.apps) else { return }
            used.append(contentsOf: app.layers)
            app.close()
        }
        for layer in Folder.entries(cache.layers) where !used.contains(where: { $0 == layer }) {
            let old = "." + layer + ".old"
            if renameat(cache.layers, layer.z, cache.layers, old.z) == 0 { Folder.remove(old, at: cache.layers) }
        }
    }
}
