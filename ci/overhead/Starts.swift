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

    /// Prints median microseconds: of the program alone, of warm starts through the launcher (in turns with those), of first runs, and of
    /// first runs after one of `other`, which has layers in common with `artifact`. Leaves the copy, `starts`, and `cache` in the folder.
    ///
    /// Each first run has a cache of its own, and none is removed in between: right after that some file systems make files more slowly.
    func measure(_ artifact: FilePath, other: FilePath) async throws {
        let copy = try await copy(of: artifact, to: folder.appending("starts"))
        let otherCopy = try await self.copy(of: other, to: folder.appending("other"))
        let first = try (0..<(rounds / 20)).map { try microseconds(copy, cache: "first-\($0)") }
        let second = try (0..<(rounds / 20)).map {
            _ = try microseconds(otherCopy, cache: "second-\($0)")
            return try microseconds(copy, cache: "second-\($0)")
        }
        _ = try microseconds(copy, cache: "cache")
        var direct: [Double] = []
        let warm = try (0..<rounds).map { _ in
            direct.append(try microseconds(program, cache: "cache"))
            return try microseconds(copy, cache: "cache")
        }
        for (name, times) in [("direct", direct), ("warm", warm), ("first", first), ("second", second)] {
            print(name, Int(times.sorted()[times.count / 2].rounded()))
        }
    }

    private func copy(of artifact: FilePath, to path: FilePath) async throws -> FilePath {
        var description = try ArtifactReader(artifact).manifest.description
        description.program = program.string
        description.arguments = ["true"]
        description.mode = .cli
        _ = try await SealedCopy(of: ArtifactReader(artifact)).write(description, to: path)
        return path
    }

    private func microseconds(_ program: FilePath, cache: String) throws -> Double {
        var arguments = [strdup(program.string), strdup("true"), nil]
        var environment = [strdup("BMATRIX_DIR=\(folder.appending(cache))"), nil]
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
