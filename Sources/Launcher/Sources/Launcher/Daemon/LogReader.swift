import CLinux

/// Reads a service's log, the files that were full before included.
struct LogReader {
    private let path: Text
    /// Made once, as memory is never given back here.
    private let buffer: UnsafeMutablePointer<CChar>
    private static let room = 64 << 10

    init(_ path: Text) {
        guard let memory = malloc(LogReader.room) else { Ending.failed("no memory") }
        self.path = path
        buffer = memory.assumingMemoryBound(to: CChar.self)
    }

    /// The end of what was written behind a place in the newest file.
    func tail(from begin: Int) -> Text {
        let file = open(0)
        if file < 0 { return "" }
        let size = sys_size(file)
        let start = max(begin > size ? 0 : begin, size - 4096)
        var got = pread(file, buffer, 4096, off_t(start))
        if got > 0, buffer[got - 1] == 10 { got -= 1 }
        return Text(buffer, max(0, got))
    }

    /// Prints the last lines; with `isFollowing` also what comes, for ever.
    func print(_ count: Int, isFollowing: Bool) {
        var wanted = count
        var number = 0
        var newest = open(0)
        if newest < 0 { Ending.notRunning.tell("there is no log " + path) }
        lseek(newest, off_t(begin(newest, &wanted)), SEEK_SET)
        var older: [Int32] = []
        while wanted > 0 {
            number += 1
            let file = open(number)
            if file < 0 { break }
            lseek(file, off_t(begin(file, &wanted)), SEEK_SET)
            older.append(file)
        }
        for file in older.reversed() { copy(file) }
        copy(newest)
        while isFollowing {
            // Looked at before the rest is read: what was written until the change is in the old file.
            let isReplaced = sys_is_file(newest, path.z) == 0
            if sys_size(newest) < Int(lseek(newest, 0, SEEK_CUR)) { lseek(newest, 0, SEEK_SET) }
            copy(newest)
            if isReplaced {
                let next = open(0)
                if next >= 0 {
                    close(newest)
                    newest = next
                    continue
                }
            }
            usleep(100_000)
        }
    }

    private func open(_ number: Int) -> Int32 {
        sys_open(LogWriter.old(path, number).z, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY, 0)
    }

    @inline(never)
    private func copy(_ file: Int32) {
        while true {
            let got = read(file, buffer, LogReader.room)
            if got <= 0 { return }
            if !Answer.write(buffer, got, to: 1) { Ending.failed("cannot write") }
        }
    }

    /// Where the wanted last lines of a file begin; lowers their number by those that there are.
    @inline(never)
    private func begin(_ file: Int32, _ wanted: inout Int) -> Int {
        let size = sys_size(file)
        if wanted == 0 { return size }
        var end = size
        while end > 0 {
            let start = max(0, end - LogReader.room)
            var index = pread(file, buffer, end - start, off_t(start)) - 1
            while index >= 0 {
                if buffer[index] == 10, start + index + 1 < size {
                    wanted -= 1
                    if wanted == 0 { return start + index + 1 }
                }
                index -= 1
            }
            end = start
        }
        // The first line has no line's end before it.
        if size > 0 { wanted -= 1 }
        return 0
    }
}
