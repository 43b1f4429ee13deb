import Glibc
import Host
import Synchronization
import SystemPackage

/// A sign of life of a process that uses the store: what it has used since cannot be pruned while it lives.
final class StoreLease: Sendable {
    /// How the names of leases begin, among the locks.
    static let prefix = "lease-"

    /// When it began, by the clock of the store's file system.
    let began: FileTime
    private let lock: FileLock
    private let path: FilePath
    /// The files of the leases of this process, which ends by `exit` without giving anything up.
    private static let paths = Mutex<Set<FilePath>>([])
    private static let atExit: Void = {
        _ = atexit { StoreLease.paths.withLock { paths in for path in paths { unlink(path.string) } } }
    }()

    init(in locks: FilePath) throws(DiskError) {
        path = locks.appending("\(Self.prefix)\(getpid())-\(UInt64.random(in: 0 ... .max))")
        guard let lock = try FileLock.attempt(path), let began = FileTime(modificationOf: path) else {
            throw DiskError("lock", path, EAGAIN)
        }
        self.lock = lock
        self.began = began
        Self.atExit
        Self.paths.withLock { [path] in _ = $0.insert(path) }
    }

    deinit {
        lock.removeFile()
        Self.paths.withLock { [path] in _ = $0.remove(path) }
    }
}

/// Using an entry and taking it away exclude each other, by a lock on the store's folder that is held for moments.
final class StoreGate: Sendable {
    private let folder: Mutex<Int32>

    init(_ root: FilePath) throws(DiskError) {
        let file = open(root.string, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard file >= 0 else { throw DiskError("open", root) }
        folder = Mutex(file)
    }

    deinit { folder.withLock { _ = close($0) } }

    /// Does what must not happen while an entry is being taken away.
    func using<Value, Problem: Error>(_ work: () throws(Problem) -> Value) throws(Problem) -> Value {
        try locked(LOCK_SH, work)
    }

    /// Does what nobody must see half done.
    func removing<Value, Problem: Error>(_ work: () throws(Problem) -> Value) throws(Problem) -> Value {
        try locked(LOCK_EX, work)
    }

    private func locked<Value, Problem: Error>(
        _ operation: Int32, _ work: () throws(Problem) -> Value
    ) throws(Problem) -> Value {
        // One file stands for all threads of the process, so they take turns.
        let result = folder.withLock { file -> Result<Value, Problem> in
            while flock(file, operation) != 0, errno == EINTR {}
            defer { flock(file, LOCK_UN) }
            do throws(Problem) { return .success(try work()) } catch { return .failure(error) }
        }
        return try result.get()
    }
}

/// A time as the file system tells it.
struct FileTime: Comparable, Sendable {
    let seconds: Int
    let nanoseconds: Int

    init(_ time: timespec) {
        (seconds, nanoseconds) = (time.tv_sec, time.tv_nsec)
    }

    /// When a file or folder was changed last; nil if there is none.
    init?(modificationOf path: FilePath) {
        var status = stat()
        guard lstat(path.string, &status) == 0 else { return nil }
        self.init(status.st_mtim)
    }

    static func < (left: FileTime, right: FileTime) -> Bool {
        (left.seconds, left.nanoseconds) < (right.seconds, right.nanoseconds)
    }
}
