import Artifacts
import Host
import Matrix
import SystemPackage
import Testing

@testable import Builds

struct ArtifactFolderTests {
    private let disk = Disk()

    private func withFolder(_ body: (FilePath) async throws -> Void) async throws {
        let folder = try disk.makeTemporaryFolder(in: "/tmp", prefix: "artifact-folder")
        defer { try? disk.removeTree(folder) }
        try disk.makeFolder(folder.appending("tree/bin"))
        try disk.write(Array("#!/bin/sh\n".utf8), to: folder.appending("tree/bin/run"), mode: 0o755)
        try disk.makeFolder(folder.appending("dist"))
        try await body(folder)
    }

    private func pack(
        _ name: String, app: String = "demo", otp: String = "27.3.4.1",
        target: Target = Target(Platform(.linux, .x86_64, .bundled)), in folder: FilePath
    ) async throws {
        let description = ArtifactDescription(
            app: app, version: "1.2.3", mode: .cli, otp: otp, target: target.name, cell: "x", program: "{root}/bin/run",
            arguments: ["{args}"], environment: [], smoke: "[]", properties: target.properties)
        let tree = try ReleaseTree(scanning: folder.appending("tree")) { _ in .app }
        _ = try await ArtifactWriter(level: 1).write(
            tree, description, for: Target(Platform(.linux, .x86_64, .bundled)), to: folder.appending("dist/\(name)"))
    }

    @Test func theTargetIsReadFromManifestAndName() async throws {
        try await withFolder { folder in
            let dist = folder.appending("dist")
            let musl = Target.automatic(host: Platform(.linux, .arm64, .musl))
            try await pack("mine", target: musl, in: folder)
            try await pack(
                "older", target: try #require(Target.named("linux_gnu_2_31_arm64", host: .x86_64)), in: folder)
            // Of these two nothing but the name is left.
            let digest = String(repeating: "a", count: 64)
            try disk.write(
                "\(digest)  c-1.0.0-cli-otp27.3.4.1-windows_x86_64.exe\n\(digest)  d-1.0.0-cli-otp27.3.4.1-linux_gnu_arm64\n",
                to: dist.appending("SHA256SUMS"))
            let cells = try ArtifactFolder(dist, disk: disk).artifacts.map(\.cell)
            #expect(cells.map(\.target.name) == ["windows_x86_64", "linux_gnu_arm64", "auto", "linux_gnu_2_31_arm64"])
            #expect(cells[2].target == musl)
            #expect(cells[3].target.glibc == Version("2.31"))
        }
    }

    @Test func findsArtifactsByWhatTheyAre() async throws {
        try await withFolder { folder in
            let dist = folder.appending("dist")
            try await pack("b", app: "b", in: folder)
            try await pack("a-renamed", app: "a", in: folder)
            try await pack(".hidden", in: folder)
            try disk.write("<xml/>", to: dist.appending("junit.xml"))
            try disk.write("", to: dist.appending("empty"))
            try disk.makeFolder(dist.appending("cells"))
            try disk.link(dist.appending("link"), to: "b")
            let found = try ArtifactFolder(dist, disk: disk).artifacts
            #expect(found.map { $0.path.lastComponent?.string } == ["a-renamed", "b"])
            #expect(found.map(\.cell.app) == ["a", "b"])
            #expect(found.map(\.cell.id.text).first == "a/cli/otp-27.3.4.1/any_linux_x86_64")
            #expect(found.allSatisfy { $0.listedDigest == nil })
        }
    }

    @Test func whatTheListNamesBelongsToItThereOrNot() async throws {
        try await withFolder { folder in
            let digest = String(repeating: "a", count: 64)
            let dist = folder.appending("dist")
            try await pack("b", app: "b", in: folder)
            try disk.write(
                "\(digest)  b\n\(digest) *gone\n\(digest)  ../evil\nshort  c\n\n", to: dist.appending("SHA256SUMS"))
            let found = try ArtifactFolder(dist, disk: disk).artifacts
            #expect(found.map { $0.path.lastComponent?.string } == ["b", "gone"])
            #expect(found.map(\.listedDigest) == [digest, digest])
        }
    }

    @Test func aDamagedArtifactIsStillOne() async throws {
        try await withFolder { folder in
            let path = folder.appending("dist/demo-1.2.3-cli-otp27.3.4.1-any_linux_x86_64")
            try await pack("demo-1.2.3-cli-otp27.3.4.1-any_linux_x86_64", in: folder)
            var bytes = try disk.read(path)
            bytes[bytes.count - 40] ^= 0xFF
            try disk.write(bytes, to: path, mode: 0o755)
            let found = try ArtifactFolder(folder.appending("dist"), disk: disk).artifacts
            #expect(found.map(\.cell.id.text) == ["demo/cli/otp-27.3.4.1/any_linux_x86_64"])
        }
    }

    @Test func twoOfTheSameCellAreToldApart() async throws {
        try await withFolder { folder in
            try await pack("first", in: folder)
            try await pack("second", in: folder)
            let ids = try ArtifactFolder(folder.appending("dist"), disk: disk).artifacts.map(\.cell.id.text)
            #expect(ids == ["demo/cli/otp-27.3.4.1/any_linux_x86_64", "second/cli/otp-27.3.4.1/any_linux_x86_64"])
        }
    }

    @Test func aFolderThatIsNotThereIsAnError() {
        #expect(throws: DiskError.self) { try ArtifactFolder("/does/not/exist", disk: disk) }
    }
}

struct FoundArtifactTests {
    @Test(arguments: [
        ("demo-1.2.3-cli-otp27.3.4.1-any_linux_x86_64", "demo/cli/otp-27.3.4.1/any_linux_x86_64"),
        ("demo-1.2.3-rc.1-escript-otp29.0-rc1-alpine_3_19_arm64", "demo/escript/otp-29.0-rc1/alpine_3_19_arm64"),
        ("demo-1.2.3-cli-otp27.3-elixir1.18.3-any_linux_x86_64", "demo/cli/otp-27.3/elixir-1.18.3/any_linux_x86_64"),
        ("demo-1-cli-otpx-any_linux_x86_64", "demo-1-cli-otpx-any_linux_x86_64/cli/otp-0/auto"),
        ("cli-otp27-any_linux_x86_64", "cli-otp27-any_linux_x86_64/cli/otp-0/auto"),
        ("README.md", "README.md/cli/otp-0/auto"), ("", "/cli/otp-0/auto"),
    ])
    func aNameTellsOfItsCell(_ name: String, _ id: String) {
        #expect(Cell(fileName: name).id.text == id)
    }
}
