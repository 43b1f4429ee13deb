import Host
import Matrix
import SystemPackage
import Testing

@testable import Artifacts

/// A small release whose program is busybox, and a place to pack it to.
struct Fixture {
    let folder: FilePath
    private let disk = Disk()

    var release: FilePath { folder.appending("release") }
    var artifact: FilePath { folder.appending("artifact") }
    var cache: FilePath { folder.appending("cache") }
    /// Where installs lie.
    var apps: FilePath { cache.appending("apps") }

    static let busybox = ["/usr/bin/busybox", "/bin/busybox"].map { FilePath($0) }
        .first { Disk().kind(of: $0) == .file }

    /// Packs the release so that it runs a shell script with the caller's arguments.
    @discardableResult
    func pack(
        script: String = "exit 0", mode: Mode = .cli, program: String = "{root}/bin/busybox",
        arguments: [String] = ["sh", "{root}/main.sh", "{args}"], environment: [String] = [], level: Int32 = 3,
        cache: FrameCache = .none, hasControl: Bool = true, to path: FilePath? = nil
    ) async throws -> PackedArtifact {
        try write(script + "\n", to: release.appending("main.sh"))
        let target = try #require(Target.named("any_linux_x86_64", host: .x86_64))
        var description = ArtifactDescription(
            app: "demo", version: "1.2.3", mode: mode, otp: "27.3.4.1", target: target.name, cell: "demo/cli",
            program: program, arguments: arguments, environment: environment, smoke: #"[{"name":"greets"}]"#)
        description.hasControl = hasControl
        return try await ArtifactWriter(level: level, cache: cache)
            .write(try tree(), description, for: target, to: path ?? artifact)
    }

    func tree() throws -> ReleaseTree {
        try ReleaseTree(scanning: release) { path in
            path.hasPrefix("erts") ? .erts : path.hasPrefix("lib/kernel") ? .otp : .app
        }
    }

    /// Runs the artifact with nothing in its environment but the cache folder and what is given.
    func run(_ arguments: [String] = [], environment: [String: String] = [:]) async throws -> Program.Result {
        try await start(arguments, environment: environment).wait()
    }

    func start(
        _ arguments: [String] = [], environment: [String: String] = [:], stdin: FilePath = "/dev/null"
    ) throws -> Program {
        var variables = ["BMATRIX_DIR": cache.string, "PATH": "/usr/bin:/bin"]
        variables.merge(environment) { $1 }
        return try Program(artifact, arguments, environment: variables, stdin: stdin, folder: folder)
    }

    /// What lies in the folder of installs, hidden names too.
    func installs() -> [String] { (try? disk.list(apps)) ?? [] }
}

/// A fixture with a release of all kinds of entries, in a folder that is there while `body` runs.
func withFixture<Value>(_ body: (Fixture) async throws -> Value) async throws -> Value {
    let disk = Disk()
    let folder = try disk.makeTemporaryFolder(in: "/tmp", prefix: "artifacts")
    defer { try? disk.removeTree(folder) }
    let fixture = Fixture(folder: folder)
    try fillRelease(fixture.release)
    return try await body(fixture)
}

private func fillRelease(_ release: FilePath) throws {
    let disk = Disk()
    for folder in ["bin", "empty", "erts-15/bin", "lib/kernel-10/ebin", "lib/demo-1"] {
        try disk.makeFolder(release.appending(folder))
    }
    try disk.copyFile(try #require(Fixture.busybox), to: release.appending("bin/busybox"))
    let stub = [UInt8](repeating: 7, count: 1960)
    for name in ["erl", "erlexec", "heart"] {
        try write(stub, to: release.appending("erts-15/bin/\(name)"), mode: 0o755)
    }
    try write(stub, to: release.appending("erts-15/bin/data"))
    // More than a frame's worth of bytes.
    for number in 0..<40 {
        let bytes = Array(noise[number...] + noise[..<number])
        try write(bytes, to: release.appending("lib/kernel-10/ebin/m\(number).beam"))
    }
    let long = String(repeating: "long/", count: 30) + String(repeating: "n", count: 120)
    try disk.makeFolder(release.appending(long).removingLastComponent())
    try write("far below", to: release.appending(long))
    try write([], to: release.appending("lib/demo-1/.keep"))
    try write("ż", to: release.appending("lib/demo-1/zażółć gęślą.txt"))
    try disk.link(release.appending("bin/erl"), to: "../erts-15/bin/erl")
}

/// Bytes that do not compress.
let noise: [UInt8] = {
    var state: UInt64 = 1
    return (0..<150_000).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return UInt8(truncatingIfNeeded: state >> 56)
    }
}()

/// Writes a file without waiting for the disk, as there are many.
func write(_ bytes: [UInt8], to path: FilePath, mode: UInt32 = 0o644) throws {
    let file = try FileDescriptor.open(
        path, .writeOnly, options: [.create, .truncate, .closeOnExec], permissions: FilePermissions(rawValue: mode))
    try file.closeAfter { _ = try file.writeAll(bytes) }
}

func write(_ text: String, to path: FilePath) throws { try write(Array(text.utf8), to: path) }
