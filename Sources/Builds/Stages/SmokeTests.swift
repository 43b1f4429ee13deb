import Artifacts
import Configuration
import Digest
import Host
import Matrix
import Smoke
import SystemPackage

/// The smoke tests of one cell: run, tried again, repeated, or taken from an earlier run.
struct SmokeTests: Sendable {
    let subject: CellGraph.Subject
    let payload: DigestValue
    let context: RunContext

    private var settings: Settings { subject.settings }

    /// Runs all tests and tells each; throws the first failure.
    func run(_ artifact: DeliveredArtifact) async throws(Failure) -> Performed {
        let way = try await TargetRun(
            target: subject.cell.target, host: context.options.platform, search: context.emulators,
            glibc: artifact.record.glibc
        ).way(settings.runWith, from: context.base)
        if let reason = way.skipped { return Performed(cached: true, skipped: reason) }
        let verdicts = PassedTests(artifact.description, payload: payload, way: way, context: context)
        let runner = SmokeRunner(processes: context.processes, disk: context.disk, clock: context.clock)
        let smoke = try smokeSubject(artifact, way.emulation)
        defer { runner.clearAway(smoke) }
        var result = Performed(cached: true)
        var failed: Failure?
        for (index, test) in settings.smokeTests.enumerated() {
            if let known = verdicts.record(of: test) {
                context.events.send(.testFinished(subject.cell.id, known))
                continue
            }
            result.cached = false
            let record = try await attempt(runner, smoke, test, number: index + 1)
            context.events.send(.testFinished(subject.cell.id, record))
            if record.failure == nil, record.earlier.isEmpty, settings.leaks == .fail {
                verdicts.keep(record, of: test)
            }
            if record.failure == nil { result.flaky = result.flaky ?? record.earlier.first }
            failed = failed ?? record.failure
        }
        if let failed { throw failed }
        return result
    }

    private func smokeSubject(
        _ artifact: DeliveredArtifact, _ emulation: Emulation?
    ) throws(Failure) -> Smoke.Subject {
        Smoke.Subject(
            artifact: artifact.path, otp: "\(subject.otp.major)", version: artifact.record.appVersion,
            work: try context.madeLogs(of: subject.cell.id, .smoke).appending("smoke"),
            timeout: .seconds(settings.timeouts.smoke), grace: .seconds(settings.timeouts.grace),
            network: settings.network, emulation: emulation)
    }

    /// One test as often as it is to be repeated, each time with its retries; ends with the first repetition that fails.
    private func attempt(
        _ runner: SmokeRunner, _ smoke: Smoke.Subject, _ test: SmokeTest, number: Int
    ) async throws(Failure) -> TestRecord {
        var whole = try await tries(runner, smoke, test, number)
        for repetition in 1..<max(2, context.options.repetitions) where repetition < context.options.repetitions {
            guard whole.failure == nil else { break }
            let record = try await tries(runner, smoke, test, number)
            whole.seconds += record.seconds
            whole.earlier += record.earlier
            whole.failure = record.failure
            whole.failure?.message += " (in repetition \(repetition + 1) of \(context.options.repetitions))"
            whole.output = record.output
        }
        return whole
    }

    private func tries(
        _ runner: SmokeRunner, _ smoke: Smoke.Subject, _ test: SmokeTest, _ number: Int
    ) async throws(Failure) -> TestRecord {
        var earlier: [Failure] = []
        var pause = Duration.milliseconds(500)
        while true {
            var record: TestRecord
            do throws(CancellationError) { record = try await runner.run(smoke, test, number: number) } catch {
                throw .interrupted(.smoke)
            }
            tolerate(&record)
            guard let failure = record.failure, earlier.count < settings.retries.smoke,
                (try? await Task.sleep(for: pause)) != nil
            else {
                record.earlier = earlier
                return record
            }
            earlier.append(failure)
            pause *= 2
        }
    }

    /// Processes that were left behind are only told of, where the matrix file says so.
    private func tolerate(_ record: inout TestRecord) {
        guard settings.leaks == .warn, let failure = record.failure, failure.code == Failure.leftBehindCode else {
            return
        }
        context.events.send(.cellWarned(subject.cell.id, failure))
        record.failure = nil
    }
}

/// The smoke tests that have passed with certain bytes on this host, and need not be run again.
struct PassedTests: Sendable {
    private let prefix: String
    private let emulator: String?
    private let context: RunContext

    init(_ description: ArtifactDescription, payload: DigestValue, way: TargetRun.Way, context: RunContext) {
        var key = ActionKey("verdict-1")
        key.add("payload", payload.hex)
        for value in [description.app, description.version, description.mode.rawValue, description.program] {
            key.add("description", value)
        }
        for argument in description.arguments { key.add("argument", argument) }
        for variable in description.environment { key.add("environment", variable) }
        key.add("control", "\(description.hasControl)")
        key.add("host", context.options.host)
        key.add("emulator", way.identity)
        emulator = way.emulation?.name
        prefix = key.digest.hex
        self.context = context
    }

    /// The record of a test that passed; `nil` if it has to be run.
    func record(of test: SmokeTest) -> TestRecord? {
        if context.options.runsPassedTests || context.options.repetitions > 1 { return nil }
        guard let key = key(of: test), let bytes = context.store.bytes(.verdicts, key) else { return nil }
        return TestRecord(
            name: test.name, seconds: 0, output: String(decoding: bytes, as: UTF8.self), cached: true,
            emulator: emulator)
    }

    /// Keeps what a passed test has written.
    func keep(_ record: TestRecord, of test: SmokeTest) {
        if let key = key(of: test) { context.store.keep(.verdicts, key, Array(record.output.utf8)) }
    }

    private func key(of test: SmokeTest) -> String? {
        guard let text = try? SmokeTestList.text([test]) else { return nil }
        var key = ActionKey(prefix)
        key.add("test", text)
        return key.digest.hex
    }
}
