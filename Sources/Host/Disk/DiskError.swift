package import SystemPackage

#if canImport(Glibc)
    import Glibc
#endif

/// A file operation that the system refused.
package struct DiskError: Error, Hashable, Sendable {
    /// What was tried: `write`, `rename` …
    package let operation: String
    package let path: FilePath
    /// The system's error number.
    package let number: Int32

    package init(_ operation: String, _ path: FilePath, _ number: Int32 = errno) {
        self.operation = operation
        self.path = path
        self.number = number
    }

    /// A stable code by the kind of trouble.
    package var code: String {
        switch number {
        case ENOSPC, EDQUOT: "disk.full"
        case EACCES, EPERM, EROFS: "disk.permission"
        case ENOENT, ENOTDIR: "disk.not-found"
        default: "disk.failed"
        }
    }

    package var message: String { "cannot \(operation) \(path): \(String(cString: strerror(number)))" }

    package var hint: String {
        switch code {
        case "disk.full": "free some space there; BMATRIX_CACHE puts the cache elsewhere, `output:` the results"
        case "disk.permission": "check who owns the folder and whether it is mounted read-only"
        default: ""
        }
    }
}
