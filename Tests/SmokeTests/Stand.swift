import Host
import Matrix
import Smoke
import SystemPackage

#if canImport(Glibc)
    import Glibc
#endif

/// Not the type of the same name in Testing.
typealias Expectation = Matrix.Expectation

/// A place with a shell script that stands in for an artifact.
struct Stand {
    let folder: FilePath
    let disk = Disk()

    init() throws {
        Processes.becomeSubreaper()
        folder = try disk.makeTemporaryFolder(in: "/tmp", prefix: "smoke")
    }

    func remove() { try? disk.removeTree(folder) }

    var artifact: FilePath { folder.appending("artifact") }

    /// Runs one test of an artifact that is this script.
    func run(
        _ script: String, _ test: SmokeTest, timeout: Duration = .seconds(60), grace: Duration = .seconds(20)
    ) async throws -> TestRecord {
        try disk.write("#!/bin/sh\n\(script)\n", to: artifact)
        chmod(artifact.string, 0o755)
        return try await run(test, timeout: timeout, grace: grace)
    }

    /// Runs one test of the artifact as it is.
    func run(
        _ test: SmokeTest, timeout: Duration = .seconds(60), grace: Duration = .seconds(20)
    ) async throws -> TestRecord {
        let subject = Subject(
            artifact: artifact, otp: "27", version: "1.2.3", work: folder.appending("work"), timeout: timeout,
            grace: grace)
        let records = try await SmokeRunner().run(subject, tests: [test])
        guard let record = records.first, records.count == 1 else { throw NoRecord() }
        return record
    }

    struct NoRecord: Error {}
}
