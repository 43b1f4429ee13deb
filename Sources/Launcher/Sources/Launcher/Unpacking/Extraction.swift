import CLinux

/// The unpacking of all frames into an empty folder, shared by as many threads as there are processors. With a negative
/// number for the folder it only looks whether that would succeed.
final class Extraction {
    private let file: Int32
    private let frames: [Frame]
    private let root: Int32
    private let next: UnsafeMutablePointer<Int32> = .allocate(capacity: 1)
    private let lock: UnsafeMutablePointer<pthread_mutex_t> = .allocate(capacity: 1)
    private var links: [Link] = []
    private var failure: Failure?

    init(_ frames: [Frame], of file: Int32, into root: Int32) {
        self.file = file
        self.frames = frames
        self.root = root
        next.initialize(to: 0)
        pthread_mutex_init(lock, nil)
    }

    deinit {
        next.deallocate()
        lock.deallocate()
    }

    /// The first frame makes all folders; then the order is free.
    func run() throws(Failure) {
        work(upTo: 1)
        next.pointee = 1
        let threads = failure == nil ? startThreads() : []
        work(upTo: frames.count)
        for thread in threads { sys_thread_join(thread) }
        if let failure { throw failure }
        if root < 0 { return }
        for link in links where !link.isSymbolic { try makeHardLink(link) }
        for link in links where link.isSymbolic {
            if symlinkat(link.target.z, root, link.path.z) != 0 { throw Failure.last("cannot create " + link.path) }
        }
    }

    /// Threads besides this one; where none can be had, this one does it all.
    private func startThreads() -> [sys_thread] {
        var threads: [sys_thread] = []
        let wanted = min(Int(sys_processors()), frames.count - 1, 8)
        let argument = Unmanaged.passUnretained(self).toOpaque()
        while threads.count + 1 < wanted {
            var thread = sys_thread()
            let body: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { argument in
                guard let argument else { return nil }
                let extraction = Unmanaged<Extraction>.fromOpaque(argument).takeUnretainedValue()
                extraction.work(upTo: extraction.frames.count)
                return nil
            }
            if sys_thread_start(&thread, body, argument) != 0 { break }
            threads.append(thread)
        }
        return threads
    }

    private func work(upTo end: Int) {
        var tar = TarExtractor(root: root)
        do throws(Failure) {
            let decoder = try FrameDecoder()
            while true {
                let index = Int(sys_fetch_add(next, 1))
                if index >= end { break }
                try decoder.decode(frames[index], of: file, into: &tar)
            }
        } catch {
            _ = sys_fetch_add(next, Int32(frames.count))
            pthread_mutex_lock(lock)
            failure = failure ?? error
            pthread_mutex_unlock(lock)
        }
        if tar.links.isEmpty { return }
        pthread_mutex_lock(lock)
        links.append(contentsOf: tar.links)
        pthread_mutex_unlock(lock)
    }

    /// Some file systems have no hard links: there it becomes a copy.
    private func makeHardLink(_ link: Link) throws(Failure) {
        if linkat(root, link.target.z, root, link.path.z, 0) == 0 { return }
        let source = sys_openat(root, link.target.z, O_RDONLY | O_NOFOLLOW | O_CLOEXEC, 0)
        if source < 0 { throw Failure.last("cannot open " + link.target) }
        defer { close(source) }
        var status = stat()
        fstat(source, &status)
        let copy = sys_openat(
            root, link.path.z, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, status.st_mode & 0o755)
        if copy < 0 { throw Failure.last("cannot create " + link.path) }
        defer { close(copy) }
        try copyAll(from: source, to: copy)
    }
}

func copyAll(from source: Int32, to copy: Int32) throws(Failure) {
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    while true {
        let got = read(source, &buffer, buffer.count)
        if got < 0, sys_errno() == EINTR { continue }
        if got < 0 { throw Failure.last("cannot read") }
        if got == 0 { return }
        try writeAll(copy, buffer, got)
    }
}
