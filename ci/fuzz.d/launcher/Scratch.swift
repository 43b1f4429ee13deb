import CLinux

/// What targets read from and write to: a file and folders under `BMATRIX_FUZZ_SCRATCH`, which
/// is in memory.
///
/// `outside/inside` is where trees are unpacked. Nothing else may ever appear in `outside`.
enum Scratch {
    nonisolated(unsafe) private(set) static var file: Int32 = -1
    nonisolated(unsafe) private(set) static var base: Int32 = -1
    nonisolated(unsafe) private static var outside: Int32 = -1

    static func prepare() {
        guard let path = Environment.folder("BMATRIX_FUZZ_SCRATCH") else { stop("BMATRIX_FUZZ_SCRATCH is missing") }
        umask(0o022)
        base = sys_open(path.z, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0)
        mkdirat(base, "outside", 0o700)
        outside = sys_openat(base, "outside", O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0)
        file = sys_openat(base, "input", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        if base < 0 || outside < 0 || file < 0 { stop("no place to work in") }
    }

    /// Puts bytes into the file in the place of others.
    static func fill(_ file: Int32, _ bytes: [UInt8]) {
        if ftruncate(file, 0) != 0 || pwrite(file, bytes, bytes.count, 0) != bytes.count { stop("cannot write") }
    }

    /// Runs with an empty folder to write to, and looks whether all of it went there.
    static func inFolder(_ body: (Int32) throws(Failure) -> Void) throws(Failure) {
        mkdirat(outside, "inside", 0o700)
        let folder = sys_openat(outside, "inside", O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0)
        if folder < 0 { stop("no folder to write to") }
        defer {
            close(folder)
            Folder.remove("inside", at: outside)
            if !Folder.entries(outside).isEmpty { stop("something lies outside of the given folder") }
        }
        try body(folder)
    }
}
