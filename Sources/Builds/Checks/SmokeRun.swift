import Artifacts
import Configuration
import Digest
package import Host
package import Matrix
import Smoke
package import SystemPackage

/// A run over finished artifacts: each is checked and run with the tests that it carries.
package struct SmokeRun: Sendable {
    private let candidates: [FoundArtifact]
    private let work: FilePath
    private let jobs: Int
    private let timeout: Duration
    private let grace: Duration
    private let network: Bool
    private let check: ArtifactCheck
    private let host: Platform
    private let emulators: EmulatorSearch
    private let disk: Disk
    private let clock: Clock
    private let events: EventSink

    /// - Parameters:
    ///   - work: a folder for what the tests write.
    ///   - host: this machine.
    ///   - path: a PATH in which emulators are looked for.
    package init(
        _ candidates: [FoundArtifact], work: FilePath, jobs: Int, timeout: Duration, grace: Duration,
        network: Bool, host: Platform, path: String, processes: Processes, disk: Disk, clock: Clock, events: EventSink
    ) {
        self.candidates = candidates
        self.work = work
        self.jobs = max(1, jobs)
        self.timeout = timeout
        self.grace = grace
        self.network = network
        self.host = host
        emulators = EmulatorSearch(path: path)
        check = ArtifactCheck(processes: processes, disk: disk, clock: clock)
        self.disk = disk
        self.clock = clock
        self.events = events
    }

    /// Checks every artifact and tells its outcome.
    package func start() async {
        var graph = ActionGraph()
        for candidate in candidates {
            let id = candidate.cell.id
            let action = graph.add(id.text) {
                Action(key: id.text, stage: .smoke, subject: candidate.path.string) { (_) async throws(Failure) in
                    try await judge(candidate)
                }
            }
            graph.add(id, ends: [action])
        }
        let priorities = Priorities(graph, seconds: graph.actions.map { _ in 1 })
        let options = GraphRun.Options(capacity: Schedule.Capacity(jobs: jobs))
        await GraphRun(graph, options: options, priorities: priorities, clock: clock, events: events).run()
    }

    private func judge(_ candidate: FoundArtifact) async throws(Failure) -> Performed {
        let cell = candidate.cell
        let artifact = try await check.verify(candidate.path)
        let digest = try await digest(of: candidate)
        let description = artifact.manifest.description
        events.send(
            .artifactMade(
                cell.id,
                ArtifactRecord(
                    file: candidate.path.lastComponent?.string ?? "", sha256: digest, size: artifact.size,
                    components: artifact.sizes, appVersion: description.version)))
        guard let tests = SmokeTestList.tests(description.smoke) else { throw .unreadableTests(candidate.path) }
        if tests.isEmpty { throw .noTests(candidate.path) }
        let glibc = description.properties["glibc"].flatMap { Version($0) }
        let way = try await TargetRun(target: cell.target, host: host, search: emulators, glibc: glibc)
            .way(.automatic, from: work)
        if let reason = way.skipped { return Performed(skipped: reason) }
        let subject = Subject(
            artifact: candidate.path, otp: "\(cell.otp?.major ?? 0)", version: description.version,
            work: work.appending(cell.id.text), timeout: timeout, grace: grace, network: network,
            emulation: way.emulation)
        let (events, id) = (events, cell.id)
        try await check.run(subject, tests) { events.send(.testFinished(id, $0)) }
        return Performed()
    }

    private func digest(of candidate: FoundArtifact) async throws(Failure) -> String {
        let digest = await Blocking.run { (try? SHA256.digest(ofFile: candidate.path))?.hex }
        guard let digest else { throw .unlisted(candidate.path, "it cannot be read") }
        if let listed = candidate.listedDigest, listed != digest {
            throw .unlisted(candidate.path, "its SHA-256 is \(digest), but \(ArtifactFolder.list) lists \(listed)")
        }
        return digest
    }
}

extension Failure {
    fileprivate static func unreadableTests(_ path: FilePath) -> Failure {
        Failure(
            stage: .smoke, code: "smoke.unreadable-tests",
            message: "the smoke tests that \(path) carries cannot be read",
            hint: "run them with the bmatrix that packed it, or a newer one")
    }

    fileprivate static func noTests(_ path: FilePath) -> Failure {
        Failure(
            stage: .smoke, code: "smoke.no-tests", message: "\(path) carries no smoke tests, so nothing is known of it",
            hint: "add tests to `smoke:` in the matrix file and pack it again")
    }

    fileprivate static func unlisted(_ path: FilePath, _ reason: String) -> Failure {
        Failure(
            stage: .smoke, code: "smoke.not-as-listed", message: "\(path) is not the file that was listed: \(reason)",
            hint: "download it again, or build it again")
    }
}
