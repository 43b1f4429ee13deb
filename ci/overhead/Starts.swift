import Artifacts
import Host
import Matrix
import SystemPackage

#if canImport(Glibc)
    import Glibc
#endif

/// What a launcher adds to the start of a program: a copy of an artifact whose program does nothing, beside that program alone.
enum Starts {
    /// Prints the median microseconds of warm starts through the launcher and without it, one after the other in turns.
    static func measure(_ artifact: FilePath, program: FilePath, rounds: Int, in folder: FilePath) async throws {
        var description = try ArtifactReader(artifact).manifest.description
        description.program = program.string
        description.arguments = ["true"]
        description.mode = .cli
        let copy = folder.appending("starts")
        _ = try await SealedCopy(of: ArtifactReader(artifact)).write(description, to: copy)
        _ = try microseconds(copy)
        var through: [Double] = []
        var direct: [Double] = []
        for _ in 0..<rounds {
            through.append(try microseconds(copy))
            direct.append(try microseconds(program))
        }
        print("through", median(through), "direct", median(direct))
    }

    private static func median(_ times: [Double]) -> Double { times.sorted()[times.count / 2].rounded() }

    private static func microseconds(_ program: FilePath) throws -> Double {
        var arguments = [strdup(program.string), strdup("true"), nil]
        defer { for argument in arguments { free(argument) } }
        var child: pid_t = 0
        let start = Clock.live.monotonic()
        let error = posix_spawn(&child, program.string, nil, nil, &arguments, environ)
        if error != 0 { throw Errno(rawValue: error) }
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0, errno == EINTR {}
        if status != 0 { throw Errno(rawValue: ECHILD) }
        return (Clock.live.monotonic() - start) * 1e6
    }
}
