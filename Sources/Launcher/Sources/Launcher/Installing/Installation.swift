import CLinux

/// The unpacked payload in a cache folder: the app's own tree with links into the layers that it shares with others. Each
/// tree appears by a rename, whole or not at all.
struct Installation {
    let cache: CacheFolder
    /// Whether it was made just now, or mended.
    let isNew: Bool
    private let name: ByteString
    /// The app's index, open and locked: as long as it is, nobody cleans the install away.
    private let hold: Int32

    var root: ByteString { cache.path + "/apps/" + name }

    /// An install of this payload, as it was found or made by the first place that serves.
    init(of manifest: Manifest, from executable: Executable) throws(Failure) {
        name = manifest.folder
        let candidates = CacheFolder.candidates()
        for candidate in candidates {
            guard let folder = try? CacheFolder(candidate, create: false) else { continue }
            if let found = Installation.find(manifest, in: folder) {
                (cache, hold, isNew) = (folder, found, false)
                return
            }
            folder.close()
        }
        try executable.checkLauncher(manifest)
        (cache, hold) = try Installation.make(manifest, from: executable, in: candidates)
        isNew = true
    }

    /// Keeps the install for as long as the program runs that this process becomes.
    func keepOverExec() {
        if hold >= 0 { _ = sys_keep_over_exec(hold) }
    }

    /// The open index of an install that is whole.
    private static func find(_ manifest: Manifest, in folder: CacheFolder) -> Int32? {
        guard let app = InstalledTree(manifest.folder, in: folder.apps, isHeld: true) else { return nil }
        var trees = [app]
        for part in manifest.parts {
            guard let layer = part.layer else { continue }
            guard let tree = InstalledTree(layer, in: folder.layers) else { break }
            trees.append(tree)
        }
        let wanted = 1 + manifest.parts.filter { $0.layer != nil }.count
        lazy var boot = Boot.id
        let isWhole = trees.count == wanted && TreeCheck.areWhole(trees) && trees.allSatisfy { $0.isProven(in: boot) }
        // Behind the descriptors that programs expect to be theirs.
        let hold = isWhole ? sys_duplicate_high(app.index) : -1
        for tree in trees { tree.close() }
        return isWhole ? hold : nil
    }

    private static func make(
        _ manifest: Manifest, from executable: Executable, in candidates: [CacheFolder.Candidate]
    ) throws(Failure) -> (CacheFolder, Int32) {
        // Which the program inherits, so only for this long.
        let isLimited = sys_ignore_size_limit() != 0
        defer { if isLimited { sys_heed_size_limit() } }
        var reasons: ByteString = ""
        for candidate in candidates {
            do throws(Failure) {
                return try make(manifest, from: executable, in: candidate)
            } catch {
                if case .damaged = error { throw error }
                reasons += "\n  " + candidate.path + ": " + error.message
            }
        }
        if candidates.count > 1, sys_has_namespaces() != 0 {
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
    ) throws(Failure) -> (CacheFolder, Int32) {
        let folder = try CacheFolder(candidate, create: true)
        do throws(Failure) {
            let lock = try CacheLock(folder)
            defer { lock.release() }
            // Somebody else may have made it while we waited.
            if let found = find(manifest, in: folder) { return (folder, found) }
            try Installer(manifest, from: executable, in: folder).run()
            if let made = find(manifest, in: folder) { return (folder, made) }
            throw .refused("what has just been unpacked is gone again")
        } catch {
            folder.close()
            throw error
        }
    }
}
