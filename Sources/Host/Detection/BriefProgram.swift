#if canImport(Glibc)
    import Glibc
#endif

/// A program of the system that says a few lines and ends, such as `git --version`.
package enum BriefProgram {
    /// Its status, if it ended by itself, and what it said on both outputs; `nil` when it cannot be started or does not end in time.
    ///
    /// Blocks the thread, for milliseconds as a rule. Of the environment it has a search path and English alone.
    package static func output(_ program: [String], within time: Duration = .seconds(5)) -> (
        status: Int?, text: String
    )? {
        let null = open("/dev/null", O_RDONLY | O_CLOEXEC)
        // A file in memory: unlike a pipe it holds up nobody, however much is written.
        let output = CLibrary.memfd_create?("output", 1) ?? -1
        defer { for file in [null, output] where file >= 0 { close(file) } }
        guard null >= 0, output >= 0 else { return nil }
        let environment = ["PATH": "/usr/bin:/bin:/run/current-system/sw/bin", "LC_ALL": "C"]
        guard
            let keeper = try? Keeper(
                keeperOptions(time), program: program, environment: environment, files: [null, output, output])
        else { return nil }
        let report = keeper.wait(within: time + .seconds(1)) { $0.isComplete }
        guard report.isDone, report.reason == .itself, let status = report.status else { return nil }
        let text = String(decoding: content(of: output), as: UTF8.self)
        if case .exited(let number) = status { return (number, text) }
        return (nil, text)
    }

    private static func keeperOptions(_ time: Duration) -> [String] {
        ["--timeout", "\(time.wholeMilliseconds)", "--grace", "100", "--linger", "100", "--output-limit", "65536"]
    }

    /// The first bytes of what was written.
    private static func content(of file: Int32) -> [UInt8] {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        let count = pread(file, &buffer, buffer.count, 0)
        return Array(buffer.prefix(max(0, count)))
    }
}
