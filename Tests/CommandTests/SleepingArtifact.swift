import Artifacts
import Foundation
import Matrix
import SystemPackage
import Testing

/// An artifact that is a shell script with one smoke test, so that a run of the tool lasts as long as a test wants.
enum SleepingArtifact {
    /// Packs it into a folder.
    static func pack(_ script: String, in folder: URL) async throws -> URL {
        let release = folder.appending(path: "release")
        try FileManager.default.createDirectory(at: release, withIntermediateDirectories: true)
        try Data(script.utf8).write(to: release.appending(path: "main.sh"))
        let description = ArtifactDescription(
            app: "demo", version: "1.0.0", mode: .cli, otp: "27.3.4.1", target: "any_linux_x86_64",
            cell: "demo/cli/otp-27.3.4.1/any_linux_x86_64", program: "/bin/sh", arguments: ["{root}/main.sh"],
            environment: [], smoke: #"[{"name":"sleeps"}]"#)
        let tree = try ReleaseTree(scanning: FilePath(release.path)) { _ in .app }
        let artifact = folder.appending(path: "demo-1.0.0-cli-otp27.3.4.1-any_linux_x86_64")
        let target = try #require(Target.named("any_linux_x86_64", host: .x86_64))
        _ = try await ArtifactWriter(level: 1).write(tree, description, for: target, to: FilePath(artifact.path))
        return artifact
    }
}
