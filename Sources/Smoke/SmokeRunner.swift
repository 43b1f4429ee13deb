package import Host
package import Matrix
import SystemPackage

/// Runs an artifact as a person would, and tells what it did wrong.
package struct SmokeRunner: Sendable {
    private let processes: Processes
    private let disk: Disk
    private let clock: Clock

    package init(processes: Processes = .live, disk: Disk = Disk(), clock: Clock = .live) {
        self.processes = processes
        self.disk = disk
        self.clock = clock
    }

    /// Runs the tests one after the other, in a cache and a home of their own, and hands over each record when it is there.
    /// A test that cannot even be tried gets a record too. Throws only when the task is cancelled; no process is left then.
    package func run(
        _ subject: Subject, tests: [SmokeTest], finished: @Sendable (TestRecord) async -> Void = { _ in }
    ) async throws(CancellationError) -> [TestRecord] {
        var records: [TestRecord] = []
        for (index, test) in tests.enumerated() {
            let record = try await run(subject, test, number: index + 1)
            records.append(record)
            await finished(record)
        }
        clearAway(subject)
        return records
    }

    /// Runs one test; the number tells its folder from those of others.
    package func run(_ subject: Subject, _ test: SmokeTest, number: Int) async throws(CancellationError) -> TestRecord {
        let start = clock.monotonic()
        let verdict = try await judge(subject, test, number)
        return TestRecord(
            name: test.name, seconds: clock.monotonic() - start, failure: verdict.failure, output: verdict.output,
            emulator: subject.emulation?.name)
    }

    /// Removes what the tests of an artifact have in common, once they are done.
    package func clearAway(_ subject: Subject) {
        for folder in Surroundings.sharedFolders { try? disk.removeTree(subject.work.appending(folder)) }
    }

    private func judge(
        _ subject: Subject, _ test: SmokeTest, _ number: Int
    ) async throws(CancellationError) -> Verdict {
        if Task.isCancelled { throw CancellationError() }
        let surroundings: Surroundings
        do throws(DiskError) {
            surroundings = try Surroundings(subject, test, number: number, disk: disk)
        } catch {
            return Verdict(failure: .workFolder(error))
        }
        let filled = surroundings.fill(test)
        switch test.drive {
        case .command:
            return try await CommandDrive(surroundings, filled, processes, disk).run()
        case .terminal(let script):
            return try await TerminalDrive(surroundings, filled, surroundings.fill(script)).run()
        case .daemon(let life):
            return try await DaemonDrive(surroundings, filled, surroundings.fill(life), processes, disk).run()
        }
    }
}

/// What came out of one test.
struct Verdict: Sendable {
    /// `nil` when it passed.
    var failure: Failure?
    /// The end of what the program wrote, made printable.
    var output = ""
}
