import CLinux

/// The unpacking of parts into empty folders, or their comparison with what lies there, shared by as many threads as
/// there are processors and memory allows.
final class Extraction {
    /// A part and the open folder that it belongs into.
    struct Task {
        let part: Part
        let root: Int32
    }

    /// What became of a task.
    struct Result {
        fileprivate(set) var entries: [TreeEntry] = []
        fileprivate var links: [Link] = []
        /// Only when comparing: something is not as it was.
        fileprivate(set) var differs = false
    }

    private struct Job {
        let task: Int
        let frame: Frame
    }

    /// For all decoders together, so that the launcher stays below 16 MB.
    private static let memory: UInt64 = 14 << 20
    private let file: Int32
    private let tasks: [Task]
    private let isComparing: Bool
    private var jobs: [Job] = []
    private let next: UnsafeMutablePointer<Int32> = .allocate(capacity: 1)
    private let lock: UnsafeMutablePointer<pthread_mutex_t> = .allocate(capacity: 1)
    private var results: [Result]
    private var failure: Failure?

    init(_ tasks: [Task], of file: Int32, isComparing: Bool = false) {
        self.file = file
        self.tasks = tasks
        self.isComparing = isComparing
        results = [Result](repeating: Result(), count: tasks.count)
        // The folders of all parts come first; then the order is free, and large frames go before small ones.
        for (task, part) in tasks.enumerated() { jobs.append(Job(task: task, frame: part.part.frames[0])) }
        var others: [Job] = []
        for (task, part) in tasks.enumerated() {
            for frame in part.part.frames.dropFirst() { others.append(Job(task: task, frame: frame)) }
        }
        others.sort { $0.frame.raw > $1.frame.raw }
        jobs.append(contentsOf: others)
        next.initialize(to: 0)
        pthread_mutex_init(lock, nil)
    }

    deinit {
        next.deallocate()
        lock.deallocate()
    }

    /// A result for each task.
    func run() throws(Failure) -> [Result] {
        work(upTo: tasks.count)
        next.pointee = Int32(tasks.count)
        let threads = failure == nil ? startThreads() : []
        work(upTo: jobs.count)
        for thread in threads { sys_thread_join(thread) }
        if let failure { throw failure }
        if !isComparing {
            try makeLinks(areSymbolic: false)
            try makeLinks(areSymbolic: true)
        }
        return results
    }

    /// Threads besides this one; where none can be had, this one does it all.
    private func startThreads() -> [sys_thread] {
        var threads: [sys_thread] = []
        let largest = jobs.reduce(0) { max($0, $1.frame.raw) }
        let affordable = Int(Extraction.memory / FrameDecoder.memory(largest))
        let wanted = min(Int(sys_processors()), jobs.count - tasks.count, affordable)
        let argument = Unmanaged.passUnretained(self).toOpaque()
        while threads.count + 1 < wanted {
            var thread = sys_thread()
            let body: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { argument in
                guard let argument else { return nil }
                let extraction = Unmanaged<Extraction>.fromOpaque(argument).takeUnretainedValue()
                extraction.work(upTo: extraction.jobs.count)
                return nil
            }
            if sys_thread_start(&thread, body, argument) != 0 { break }
            threads.append(thread)
        }
        return threads
    }

    private func work(upTo end: Int) {
        do throws(Failure) {
            let decoder = try FrameDecoder()
            while true {
                let index = Int(sys_fetch_add(next, 1))
                if index >= end { break }
                let job = jobs[index]
                var tar = TarExtractor(root: tasks[job.task].root, isComparing: isComparing)
                try decoder.decode(job.frame, of: file, into: &tar)
                add(tar.entries, tar.links, tar.differs, to: job.task)
            }
        } catch {
            _ = sys_fetch_add(next, Int32(jobs.count))
            pthread_mutex_lock(lock)
            failure = failure ?? error
            pthread_mutex_unlock(lock)
        }
    }

    private func add(_ entries: [TreeEntry], _ links: [Link], _ differs: Bool, to task: Int) {
        pthread_mutex_lock(lock)
        results[task].entries.append(contentsOf: entries)
        results[task].links.append(contentsOf: links)
        results[task].differs = results[task].differs || differs
        pthread_mutex_unlock(lock)
    }

    /// Links are made when all files are there, hard ones first: the others may lead to them, and none of them may be followed.
    private func makeLinks(areSymbolic: Bool) throws(Failure) {
        for task in tasks.indices {
            for link in results[task].links where link.isSymbolic == areSymbolic {
                let root = tasks[task].root
                results[task].entries.append(try areSymbolic ? link.makeSymbolic(at: root) : link.makeHard(at: root))
            }
        }
    }
}
