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
        _ script: String, _ test: SmokeTest, timeout: Duration = .seconds(60), grace: Duration = .seconds(20),
        network: Bool = false
    ) async throws -> TestRecord {
        try disk.write("#!/bin/sh\n\(script)\n", to: artifact)
        chmod(artifact.string, 0o755)
        return try await run(test, timeout: timeout, grace: grace, network: network)
    }

    /// Runs one test of the artifact as it is.
    func run(
        _ test: SmokeTest, timeout: Duration = .seconds(60), grace: Duration = .seconds(20),
        network: Bool = false
    ) async throws -> TestRecord {
        let subject = Subject(
            artifact: artifact, otp: "27", version: "1.2.3", work: folder.appending("work"), timeout: timeout,
            grace: grace, network: network)
        let records = try await SmokeRunner().run(subject, tests: [test])
        guard let record = records.first, records.count == 1 else { throw NoRecord() }
        return record
    }

    /// Whether a process with this command line runs anywhere on the machine, inside sandboxes too.
    func isRunning(_ commandLine: String) -> Bool {
        let names = (try? disk.list("/proc")) ?? []
        return names.contains { name in
            let bytes = (try? disk.read(FilePath("/proc/\(name)/cmdline"))) ?? []
            return bytes.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
                == commandLine
        }
    }

    struct NoRecord: Error {}
}
