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

/// A matrix file with copies of the projects it names, a store and an output folder, all temporary.
final class Workbench: Sendable {
    let root: FilePath
    private let file: MatrixFile
    private let disk = Disk()

    private let temporary: FilePath

    init(_ matrix: String, depth: String = "place") throws {
        temporary = try Disk().makeTemporaryFolder(in: FilePath(NSTemporaryDirectory()), prefix: "bench")
        root = temporary.appending(depth)
        let repository = FilePath(#filePath).removingLastComponent().removingLastComponent().removingLastComponent()
            .removingLastComponent()
        try disk.makeFolder(root)
        try disk.copyTree(repository.appending("smoke_tests"), to: root.appending("smoke_tests"))
        let read = MatrixFile.read(bytes: Array(matrix.utf8), name: "matrix.yaml", host: .x86_64)
        try #require(read.file != nil, "\(read.diagnostics)")
        file = try #require(read.file)
    }

    deinit { try? disk.removeTree(temporary) }

    /// Writes a file of a project.
    func put(_ text: String, at path: String) throws {
        let place = root.appending(path)
        try disk.makeFolder(place.removingLastComponent())
        try disk.write(text, to: place)
    }

    func edit(_ path: String, _ change: (String) -> String) throws {
        let place = root.appending(path)
        try disk.write(change(try disk.readText(place)), to: place)
    }

    func run(_ change: (inout RunOptions) -> Void = { _ in }) async throws -> RunRecord {
        var options = RunOptions()
        options.jobs = 2
        change(&options)
        let toolchain = try #require(Toolchain.ofEnvironment)
        let versions = Resolution(
            otp: { request, _ in
                request.version.map { .success($0) } ?? .failure(Unavailable(code: "", message: ""))
            },
            elixir: { _, _, _ in Version("1.18.3").map { .success($0) } ?? .failure(Unavailable(code: "", message: ""))
            })
        let plan = try #require(file.plan(with: versions).plan)
        let events = Mutex<[Event]>([])
        let sink = EventSink { kind in events.withLock { $0.append(Event(time: 0, kind: kind)) } }
        sink.send(.runStarted(RunStart(tool: "test", cells: plan.cells, dropped: plan.dropped)))
        let context = RunContext(
            file: file, base: root, output: root.appending("dist"), supply: .fixed(toolchain),
            store: .folder(root.appending("store")), processes: .live, disk: disk, clock: .live, environment: [:],
            events: sink, options: options)
        try disk.makeFolder(root.appending("dist"))
        await Run(plan: plan, context: context).start()
        return try #require(events.withLock { RunRecord(events: $0) })
    }

    /// Runs an artifact and returns what it wrote to standard output.
    func call(_ artifact: String, _ arguments: [String], _ environment: [String: String] = [:]) throws -> String {
        try start(artifact, arguments, environment).output
    }

    /// Runs an artifact to its end.
    func start(
        _ artifact: String, _ arguments: [String], _ environment: [String: String] = [:]
    ) throws -> (status: Int32, output: String, errors: String) {
        let errors = root.appending("errors-\(UUID().uuidString)")
        try disk.write("", to: errors)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/timeout")
        process.arguments = ["-k", "2", "60", root.appending("dist").appending(artifact).string] + arguments
        process.environment = ["BMATRIX_DIR": root.appending("cache").string].merging(environment) { $1 }
        let pipe = Pipe()
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = pipe
        process.standardError = FileHandle(forWritingAtPath: errors.string)
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self), try disk.readText(errors))
    }
}
