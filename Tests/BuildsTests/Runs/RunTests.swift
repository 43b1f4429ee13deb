import Configuration
import Host
import Matrix
import Releases
import Synchronization
import SystemPackage
import Testing

@testable import Builds

/// Runs whose sources answer, or not; nothing is built.
struct RunTests {
    private static let matrix = """
        version: 1
        apps: {demo: {path: demo, modes: [cli]}}
        matrix: {target: any_linux_x86_64, otp: ["26", "27", "28"]}
        defaults: {retries: {infra: 0}}
        smoke: {demo: [{name: none, run: []}]}
        """

    /// What becomes of the cells when the runtime of each comes from `runtime`.
    private func outcomes(
        _ more: String = "", jobs: Int = 2, unresolved: String? = nil,
        runtime: @escaping @Sendable (Version) async throws(Failure) -> Void, cancelWhenAsked version: String? = nil
    ) async throws -> [String: Outcome] {
        let read = MatrixFile.read(bytes: Array((Self.matrix + "\n" + more).utf8), name: "m", host: .x86_64)
        let file = try #require(read.file, "\(read.diagnostics)")
        let resolution = Resolution(
            otp: { request, _ in
                let version = request.text == unresolved ? nil : request.version
                return version.map { .success($0) }
                    ?? .failure(Unavailable(code: "runtime.none", message: "no source has it"))
            }, elixir: { _, _, _ in .success(Version(major: 1)) })
        let plan = try #require(file.plan(with: resolution).plan)
        let folder = try Disk().makeTemporaryFolder(in: "/tmp", prefix: "run-test")
        defer { try? Disk().removeTree(folder) }
        let events = Mutex<[Event]>([])
        let sink = EventSink { kind in events.withLock { $0.append(Event(time: 0, kind: kind)) } }
        sink.send(.runStarted(RunStart(tool: "test", cells: plan.cells, dropped: plan.dropped)))
        let asked = Mutex<Set<String>>([])
        let provision: @Sendable (Version) -> Provision = { version in
            Provision(name: version.text, key: version.text, place: "/", isThere: false) { () async throws(Failure) in
                asked.withLock { _ = $0.insert(version.text) }
                try await runtime(version)
                throw Failure(stage: .fetch, code: "test.none", message: "no runtime of \(version)")
            }
        }
        let supply = Supply(
            runtime: { (version, _) async throws(Failure) in provision(version) },
            hostRuntime: { (version) async throws(Failure) in provision(version) }, elixir: { _, _ in .there })
        try Disk().makeFolder(folder.appending("demo"))
        try Disk().write("", to: folder.appending("demo/mix.exs"))
        var options = RunOptions()
        options.jobs = jobs
        let context = RunContext(
            file: file, base: folder, output: folder.appending("dist"), supply: supply,
            store: .folder(folder.appending("store")), processes: .live, disk: Disk(), clock: .live, environment: [:],
            events: sink, options: options)
        let run = Task { await Run(plan: plan, context: context).start() }
        if let version {
            while !asked.withLock({ $0.contains(version) }) { try await Task.sleep(for: .milliseconds(5)) }
            run.cancel()
        }
        _ = await run.value
        let record = try #require(events.withLock { RunRecord(events: $0) })
        return Dictionary(uniqueKeysWithValues: record.cells.map { ($0.cell.otpRequest.text, $0.outcome) })
    }

    @Test func everyCellHasAnOutcomeOfItsOwn() async throws {
        let outcomes = try await outcomes(unresolved: "28") { (version) async throws(Failure) in
            if version.text == "27" { throw Failure(stage: .fetch, code: "test.own", message: "27 is odd") }
        }
        #expect(outcomes.mapValues { $0.failure?.code } == ["26": "test.none", "27": "test.own", "28": "runtime.none"])
        #expect(outcomes["28"]?.failure?.stage == .resolve)
    }

    @Test func aCellMayBeAllowedToFail() async throws {
        let outcomes = try await outcomes(
            "overrides: [{when: {otp: \"27\"}, outcome: allowed-to-fail, reason: \"not yet\"}]"
        ) { _ async throws(Failure) in }
        #expect(outcomes["26"]?.isAcceptable == false)
        guard case .allowedToFail(let failure, let reason) = outcomes["27"] else {
            Issue.record("\(String(describing: outcomes["27"]))")
            return
        }
        #expect(reason == "not yet" && failure.code == "test.none")
    }

    @Test(.timeLimit(.minutes(1))) func cancellingInterruptsWhatIsNotDone() async throws {
        let outcomes = try await outcomes(
            jobs: 1,
            runtime: { (version) async throws(Failure) in
                if version.text != "26" { try? await Task.sleep(for: .seconds(20)) }
            }, cancelWhenAsked: "27")
        #expect(outcomes["26"] == .interrupted || outcomes["26"]?.failure?.code == "test.none")
        #expect(outcomes["27"] == .interrupted && outcomes["28"] == .interrupted)
    }

    @Test(.timeLimit(.minutes(1))) func anInterruptedCellIsNotAllowedToFail() async throws {
        let outcomes = try await outcomes(
            "overrides: [{when: {otp: \"*\"}, outcome: allowed-to-fail, reason: \"not yet\"}]",
            runtime: { _ async throws(Failure) in try? await Task.sleep(for: .seconds(20)) },
            cancelWhenAsked: "26")
        #expect(Set(outcomes.values) == [.interrupted])
    }
}

extension Provision {
    fileprivate static let there = Provision(name: "there", key: "there", place: "/", isThere: true) {}
}
