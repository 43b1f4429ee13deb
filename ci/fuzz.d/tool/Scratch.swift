import Glibc
import SystemPackage

/// What targets read from and write to, under `BMATRIX_FUZZ_SCRATCH`, which is in memory.
enum Scratch {
    static let folder = FilePath(getenv("BMATRIX_FUZZ_SCRATCH").map { String(cString: $0) } ?? "/nowhere")
    static let file = folder.appending("input")
    /// Where a release is unpacked. Nothing but `inside` may appear here, and that only when all went well.
    static let outside = folder.appending("outside")
    static let inside = outside.appending("inside")

    private static let descriptor: Int32 = {
        mkdir(outside.string, 0o700)
        return open(file.string, O_RDWR | O_CREAT | O_CLOEXEC, 0o700)
    }()

    static func prepare() { fill([]) }

    static func fill(_ bytes: [UInt8]) {
        if ftruncate(descriptor, 0) != 0 || pwrite(descriptor, bytes, bytes.count, 0) != bytes.count {
            stop("cannot write")
        }
    }
}
