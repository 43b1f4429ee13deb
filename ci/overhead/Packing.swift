import Artifacts
import Host
import Matrix
import SystemPackage

#if canImport(Glibc)
    import Glibc
#endif

/// What it costs to pack a folder, and what comes out.
enum Packing {
    /// Packs everything below a folder as one app, two frames at once. Prints seconds of wall time, the artifact's bytes, and the
    /// peak of memory in bytes.
    static func measure(_ root: FilePath, level: Int32, to artifact: FilePath) async throws {
        let start = Clock.live.monotonic()
        let tree = try ReleaseTree(scanning: root) { _ in .app }
        let program = tree.entries.first { if case .file(_, _, true) = $0.content { true } else { false } }
        let description = ArtifactDescription(
            app: "bench", version: "1", mode: .cli, otp: "27", target: "any_linux_x86_64", cell: "bench",
            program: "{root}/\(program?.path ?? "")", arguments: [], environment: [], smoke: "")
        let packed = try await ArtifactWriter(level: level, width: 2).write(
            tree, description, launcher: [UInt8](repeating: 0, count: 4096), to: artifact)
        let seconds = Clock.live.monotonic() - start
        var usage = rusage()
        getrusage(__rusage_who_t(0), &usage)
        print(seconds, packed.size, usage.ru_maxrss * 1024)
    }
}
