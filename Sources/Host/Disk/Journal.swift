import Synchronization
package import SystemPackage

#if canImport(Glibc)
    import Glibc
#endif

/// A file that only ever grows, line by line: what was appended is there whole, even if we are killed the next moment.
///
/// A power cut can take the last moments: durable lines reach the disk within a tenth of a second, many at once.
package final class Journal: Sendable {
    private struct State {
        var size = 0
        var failure: DiskError?
        var isDirty = false
        var isSyncing = false
    }

    private let file: Int32
    private let path: FilePath
    private let state = Mutex(State())

    /// Begins a new file in place of an older one.
    package init(_ path: FilePath) throws(DiskError) {
        self.path = path
        file = open(path.string, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0o644)
        guard file >= 0 else { throw DiskError("create", path) }
    }

    deinit {
        fsync(file)
        close(file)
    }

    /// Why lines are missing: the disk was full, or broke.
    package var failure: DiskError? { state.withLock(\.failure) }

    /// Appends a line, whole or not at all. A durable one is on the disk soon after.
    package func append(_ line: [UInt8], isDurable: Bool) {
        let needsSync = state.withLock { state in
            write(line, &state)
            state.isDirty = state.isDirty || isDurable
            guard isDurable, !state.isSyncing else { return false }
            state.isSyncing = true
            return true
        }
        if needsSync { Task.detached { await self.syncSoon() } }
    }

    /// Has everything on the disk before it returns.
    package func flush() {
        state.withLock { $0.isDirty = false }
        fsync(file)
    }

    /// A line that does not fit is taken back, so that the file stays one of whole lines.
    private func write(_ line: [UInt8], _ state: inout State) {
        var written = 0
        while written < line.count {
            let count = line.withUnsafeBytes {
                Glibc.write(file, $0.baseAddress?.advanced(by: written), $0.count - written)
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else {
                state.failure = state.failure ?? DiskError("write", path)
                _ = ftruncate(file, off_t(state.size))
                return
            }
            written += count
        }
        state.size += written
    }

    private func syncSoon() async {
        try? await Task.sleep(for: .milliseconds(100))
        let isDirty = state.withLock { state in
            defer { (state.isDirty, state.isSyncing) = (false, false) }
            return state.isDirty
        }
        if isDirty { await Blocking.run { [self] in _ = fsync(file) } }
    }
}
