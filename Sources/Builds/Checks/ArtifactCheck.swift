package import Artifacts
import Digest
package import Host
package import Matrix
package import Smoke
package import SystemPackage

/// Judges a packed file: is it whole, and does it do what its smoke tests expect?
package struct ArtifactCheck: Sendable {
    private let runner: SmokeRunner

    package init(processes: Processes, disk: Disk, clock: Clock) {
        runner = SmokeRunner(processes: processes, disk: disk, clock: clock)
    }

    /// Reads the file to its last byte; nothing of it may have changed since it was packed.
    package func verify(_ path: FilePath) async throws(Failure) -> ArtifactReader {
        try await Blocking.run { () throws(Failure) in
            do throws(ArtifactError) {
                let reader = try ArtifactReader(path)
                try reader.verify()
                return reader
            } catch { throw error.failure(stage: .smoke) }
        }
    }

    /// Runs the tests, all of them; throws the first failure.
    package func run(
        _ subject: Subject, _ tests: [SmokeTest], finished: @escaping @Sendable (TestRecord) -> Void
    ) async throws(Failure) {
        let records: [TestRecord]
        do throws(CancellationError) {
            records = try await runner.run(subject, tests: tests) { finished($0) }
        } catch { throw .interrupted(.smoke) }
        if let failure = records.lazy.compactMap(\.failure).first { throw failure }
    }
}
