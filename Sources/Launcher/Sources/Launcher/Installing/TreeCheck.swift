import CLinux

/// A look at every file of some trees: is it there, of its kind, and as long as it was? Shared by two threads where
/// there are many.
final class TreeCheck {
    /// A folder's records.
    private struct Group {
        let root: Int32
        let start: UnsafePointer<UInt8>
        let end: UnsafePointer<UInt8>
    }

    private static let worthAThread = 1024
    private var groups: [Group] = []
    private var count = 0
    private let next: UnsafeMutablePointer<Int32> = .allocate(capacity: 1)
    private let damaged: UnsafeMutablePointer<Int32> = .allocate(capacity: 1)

    private init() {
        next.initialize(to: 0)
        damaged.initialize(to: 0)
    }

    deinit {
        next.deallocate()
        damaged.deallocate()
    }

    /// Whether all of them are as their indexes say.
    static func areWhole(_ trees: [InstalledTree]) -> Bool {
        let check = TreeCheck()
        for tree in trees {
            guard tree.records.withUnsafeBufferPointer({ check.add(tree.root, $0) }) else { return false }
        }
        // The arrays live on in `trees`, where nobody changes them.
        withExtendedLifetime(trees) { check.run() }
        return check.damaged.pointee == 0
    }

    /// Finds the groups of an index. False if it makes no sense.
    private func add(_ root: Int32, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
        guard let base = text.baseAddress else { return false }
        var record = base + TreeIndex.headerSize
        let end = base + (text.count - 1)
        var start: UnsafePointer<UInt8>?
        while record < end {
            if record.pointee == UInt8(ascii: "/") {
                if let start { groups.append(Group(root: root, start: start, end: record)) }
                start = record
            } else if record.pointee != UInt8(ascii: "@"), start == nil {
                return false
            }
            count += 1
            record += strlen(record) + 1
        }
        if let start { groups.append(Group(root: root, start: start, end: end)) }
        return start != nil
    }

    private func run() {
        var thread = sys_thread()
        let isShared = count > TreeCheck.worthAThread && sys_processors() > 1
        let body: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { argument in
            if let argument { Unmanaged<TreeCheck>.fromOpaque(argument).takeUnretainedValue().work() }
            return nil
        }
        let argument = Unmanaged.passUnretained(self).toOpaque()
        let isStarted = isShared && sys_thread_start(&thread, body, argument) == 0
        work()
        if isStarted { sys_thread_join(thread) }
    }

    private func work() {
        while damaged.pointee == 0 {
            let index = Int(sys_fetch_add(next, 1))
            if index >= groups.count { return }
            if !isWhole(groups[index]) { _ = sys_fetch_add(damaged, 1) }
        }
    }

    private func isWhole(_ group: Group) -> Bool {
        let path = group.start + 1
        let folder = sys_openat(
            group.root, path, O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC, 0)
        guard folder >= 0 else { return false }
        defer { close(folder) }
        var record = path + strlen(path) + 1
        while record < group.end {
            let letter = record.pointee
            var size = 0
            guard letter != 0 else { return false }
            record += 2
            while record < group.end, record.pointee >= UInt8(ascii: "0"), record.pointee <= UInt8(ascii: "9") {
                size = size &* 10 &+ Int(record.pointee - UInt8(ascii: "0"))
                record += 1
            }
            record += 1
            guard record < group.end, TreeEntry.isThere(record, at: folder, letter, size) else { return false }
            record += strlen(record) + 1
        }
        return true
    }
}
