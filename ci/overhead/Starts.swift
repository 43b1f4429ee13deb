import Artifacts
import Host
import Matrix
import SystemPackage

#if canImport(Glibc)
    import Glibc
#endif

/// What a launcher adds to the start of a program: copies of artifacts whose program does nothing, beside that program alone.
struct Starts {
    let program: FilePath
    let rounds: Int
    let folder: FilePath

    private var cache: FilePath { folder.appending("cache") }

    /// Prints median microseconds: of the program alone, of warm starts through the launcher (in turns with those), of first runs, and of
    /// first runs after one of `other`, which has layers in common with `artifact`. Leaves the copy, `starts`, in the folder.
    func measure(_ artifact: FilePath, other: FilePath) async throws {
        let copy = try await copy(of: artifact, to: folder.appending("starts"))
        let otherCopy = try await self.copy(of: other, to: folder.appending("other"))
        print(
            "first",
            try median(rounds / 10) {
                try forget()
            } of: {
                try microseconds(copy)
            })
        print(
            "second",
            try median(rounds / 10) {
                try forget()
                _ = try microseconds(otherCopy)
            } of: {
                try microseconds(copy)
            })
        var warm: [Double] = []
        print(
            "direct",
            try median(rounds) {
                warm.append(try microseconds(copy))
            } of: {
                try microseconds(program)
            })
        print("warm", middle(warm))
    }

    private func copy(of artifact: FilePath, to path: FilePath) async throws -> FilePath {
        var description = try ArtifactReader(artifact).manifest.description
        description.program = program.string
        description.arguments = ["true"]
        description.mode = .cli
        _ = try await SealedCopy(of: ArtifactReader(artifact)).write(description, to: path)
        return path
    }

    private func forget() throws { try Disk().removeTree(cache) }

    private func median(_ rounds: Int, before: () throws -> Void, of body: () throws -> Double) rethrows -> Double {
        var times: [Double] = []
        for _ in 0..<rounds {
            try before()
            times.append(try body())
        }
        return middle(times)
    }

    private func middle(_ times: [Double]) -> Double { times.sorted()[times.count / 2].rounded() }

    private func microseconds(_ program: FilePath) throws -> Double {
        var arguments = [strdup(program.string), strdup("true"), nil]
        var environment = [strdup("BMATRIX_DIR=\(cache)"), nil]
        defer { for text in arguments + environment { free(text) } }
        var child: pid_t = 0
        let start = Clock.live.monotonic()
        let error = posix_spawn(&child, program.string, nil, nil, &arguments, &environment)
        if error != 0 { throw Errno(rawValue: error) }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        if status != 0 { throw Errno(rawValue: ECHILD) }
        return (Clock.live.monotonic() - start) * 1e6
    }
}
