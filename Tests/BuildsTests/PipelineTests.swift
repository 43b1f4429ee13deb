import Builds
import Configuration
import Digest
import Foundation
import Host
import Matrix
import Releases
import Synchronization
import SystemPackage
import Testing

/// The pipeline on a real OTP and Elixir, given by `BMATRIX_TEST_OTP` and `BMATRIX_TEST_ELIXIR` (folders, as the store
/// has them).
@Suite(.enabled(if: Toolchain.ofEnvironment != nil, "BMATRIX_TEST_OTP and BMATRIX_TEST_ELIXIR are not set"))
struct PipelineTests {
    private static let matrix = """
        version: 1
        apps:
          test_cli: {path: smoke_tests/test_cli, modes: [cli]}
          test_escript: {path: smoke_tests/test_escript, modes: [escript]}
        matrix: {target: any_linux_x86_64, otp: "27"}
        defaults: {compression: 1}
        smoke:
          cli: [{name: greets, run: [hello, Ana], expect: {stdout: "Hello, Ana!\\n"}}]
          escript: [{name: greets, run: [hello, Ana], expect: {stdout: "Hello, Ana!\\n"}}]
        """

    @Test func makesArtifactsThatRun() async throws {
        let bench = try Workbench(Self.matrix)
        let record = try await bench.run()
        #expect(record.cells.map(\.outcome) == [.passed, .passed])
        for cell in record.cells {
            let artifact = try #require(cell.artifact)
            let output = try bench.call(artifact.file, ["echo", "a b", "", "--", "é"])
            #expect(output == "[a b]\n[]\n[--]\n[é]\n")
            #expect(artifact.components.reduce(0) { $0 + $1.stored } == artifact.size)
        }
    }

    @Test func doesNothingTwice() async throws {
        let bench = try Workbench(Self.matrix)
        _ = try await bench.run()
        let again = try await bench.run()
        for cell in again.cells {
            let redone = cell.stages.filter { !$0.cached && $0.stage != .smoke && $0.stage != .measure }
            #expect(redone.isEmpty)
        }
    }

    @Test func makesTheSameBytesElsewhere() async throws {
        let first = try Workbench(Self.matrix)
        let second = try Workbench(Self.matrix, depth: "another/place")
        let digests = try await (first.run().cells, second.run().cells)
        #expect(digests.0.map { $0.artifact?.sha256 } == digests.1.map { $0.artifact?.sha256 })
    }

    @Test func tellsWhyAProjectDoesNotCompile() async throws {
        let bench = try Workbench(Self.matrix)
        try bench.edit("smoke_tests/test_cli/lib/test_cli.ex") { $0 + "\ndefmodule Broken do\n  def x(\nend\n" }
        let record = try await bench.run()
        let failure = try #require(record.cells[0].outcome.failure)
        #expect(failure.stage == .compile && failure.code == "compile.failed")
        #expect(failure.log.contains { $0.contains("lib/test_cli.ex") })
        #expect(record.cells[1].outcome == .passed)
    }
}

/// A matrix file with copies of the projects it names, a store and an output folder, all temporary.
final class Workbench: Sendable {
    let root: FilePath
    private let file: MatrixFile
    private let disk = Disk()

    init(_ matrix: String, depth: String = "place") throws {
        root = try Disk().makeTemporaryFolder(in: FilePath(NSTemporaryDirectory()), prefix: "bench").appending(depth)
        let repository = FilePath(#filePath).removingLastComponent().removingLastComponent().removingLastComponent()
        try disk.makeFolder(root)
        try disk.copyTree(repository.appending("smoke_tests"), to: root.appending("smoke_tests"))
        file = try #require(MatrixFile.read(bytes: Array(matrix.utf8), name: "matrix.yaml", host: .x86_64).file)
    }

    deinit { try? disk.removeTree(root) }

    func edit(_ path: String, _ change: (String) -> String) throws {
        let place = root.appending(path)
        try disk.write(change(try disk.readText(place)), to: place)
    }

    func run() async throws -> RunRecord {
        let toolchain = try #require(Toolchain.ofEnvironment)
        let versions = Resolution(
            otp: { request, _ in .success(request.version) },
            elixir: { _, _, _ in Version("1.18.3").map { .success($0) } ?? .failure(Unavailable(code: "", message: ""))
            })
        let plan = try #require(file.plan(with: versions).plan)
        let events = Mutex<[Event]>([])
        let sink = EventSink { kind in events.withLock { $0.append(Event(time: 0, kind: kind)) } }
        sink.send(.runStarted(tool: "test", cells: plan.cells, dropped: plan.dropped))
        let context = RunContext(
            file: file, base: root, output: root.appending("dist"), supply: .fixed(toolchain),
            store: .folder(root.appending("store")), processes: .live, disk: disk, clock: .live, environment: [:],
            events: sink)
        try disk.makeFolder(root.appending("dist"))
        await Run(plan: plan, jobs: 2, context: context).start()
        return try #require(events.withLock { RunRecord(events: $0) })
    }

    func call(_ artifact: String, _ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: root.appending("dist").appending(artifact).string)
        process.arguments = arguments
        process.environment = ["BMATRIX_DIR": root.appending("cache").string]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        process.waitUntilExit()
        return String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
    }
}

extension Toolchain {
    static var ofEnvironment: Toolchain? {
        let environment = ProcessInfo.processInfo.environment
        guard let otp = environment["BMATRIX_TEST_OTP"], let elixir = environment["BMATRIX_TEST_ELIXIR"] else {
            return nil
        }
        return Toolchain(otp: FilePath(otp), elixir: FilePath(elixir))
    }
}

extension Supply {
    /// One toolchain for everything, whose OTP is the runtime too.
    static func fixed(_ toolchain: Toolchain) -> Supply {
        Supply(
            runtime: { _, _ in Supplied(value: toolchain.otp, key: "runtime", cached: true) },
            toolchain: { _, _ in Supplied(value: toolchain, key: "toolchain", cached: true) })
    }
}

extension ActionStore {
    /// A plain folder, for one run at a time.
    static func folder(_ root: FilePath) -> ActionStore {
        ActionStore(
            folder: { (key, make) async throws(Failure) in
                let place = root.appending(key.hex)
                if Disk().isFolder(place) { return Supplied(value: place, key: key.hex, cached: true) }
                let new = root.appending("new-\(key.hex)")
                try? Disk().makeFolder(new)
                do throws(Failure) { try await make(new) } catch {
                    try? Disk().removeTree(new)
                    throw error
                }
                try? Disk().rename(new, to: place)
                return Supplied(value: place, key: key.hex, cached: false)
            },
            workFolder: { key in
                let place = root.appending("work-\(key.hex)")
                try? Disk().makeFolder(place)
                return place
            },
            bytes: { try? Disk().read(root.appending($0)) },
            keep: { key, bytes in try? Disk().write(bytes, to: root.appending(key)) })
    }
}
