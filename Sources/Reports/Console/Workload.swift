/// What of a run's work is done and what is left, in seconds.
struct Workload {
    /// What is left, by earlier runs, and whether they told anything.
    private var expected: Double = 0
    private var isKnown = false
    /// What has been worked.
    private var done: Double = 0
    /// How many cells an earlier run had finished.
    private var carried = 0

    mutating func expect(_ seconds: Double) {
        expected += seconds
        if seconds > 0 { isKnown = true }
    }

    /// Takes some seconds off what a cell may still take.
    mutating func unexpect(_ rest: inout Double, _ seconds: Double) {
        let part = seconds.isNaN ? 0 : max(0, min(rest, seconds))
        rest -= part
        expected -= part
    }

    mutating func did(_ seconds: Double) { if seconds.isFinite, seconds > 0 { done += seconds } }

    mutating func carry() { carried += 1 }

    /// Seconds that the rest of the run may take: what is left, shared among as many as have been at work so far, and no less than
    /// the longest of what is being done. Without earlier runs it is as long a time for each cell as so far.
    func left(
        now: Double, started: Double, _ running: some Collection<Activity>, _ counts: Counts, _ finished: Int
    ) -> Double? {
        let elapsed = now - started
        guard elapsed > 0, finished < counts.planned else { return nil }
        guard isKnown else { return extrapolated(elapsed, counts.planned, finished) }
        var (rest, busy, longest) = (expected, done, 0.0)
        for activity in running {
            let time = activity.elapsed(now)
            busy += time
            rest -= min(time, activity.expected)
            longest = max(longest, activity.expected - time)
        }
        let width = max(1, Double(running.count), busy / elapsed)
        return max(rest / width, longest, 0)
    }

    private func extrapolated(_ elapsed: Double, _ planned: Int, _ finished: Int) -> Double? {
        let worked = finished - carried
        let all = planned - carried
        guard worked >= 3, worked * 5 >= all else { return nil }
        return elapsed * Double(all - worked) / Double(worked)
    }
}
