import CLinux

/// Stretches of open files.
enum FileBytes {
    private static let capacity = 64 << 10

    /// Are the file's next bytes these?
    static func match(_ file: Int32, _ bytes: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        withUnsafeTemporaryAllocation(of: UInt8.self, capacity: capacity) { buffer in
            guard let place = buffer.baseAddress else { return false }
            var done = 0
            while done < count {
                let got = read(file, place, min(count - done, capacity))
                if got < 0, sys_errno() == EINTR { continue }
                guard got > 0, memcmp(place, bytes + done, got) == 0 else { return false }
                done += got
            }
            return true
        }
    }

    /// Appends all that is left of one file to another.
    static func copy(from source: Int32, to copy: Int32) throws(Failure) {
        var buffer = [UInt8](repeating: 0, count: capacity)
        while true {
            let got = read(source, &buffer, buffer.count)
            if got < 0, sys_errno() == EINTR { continue }
            if got < 0 { throw Failure.last("cannot read") }
            if got == 0 { return }
            try writeAll(copy, buffer, got)
        }
    }
}
