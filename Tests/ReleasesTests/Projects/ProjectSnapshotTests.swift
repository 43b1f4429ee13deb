import Digest
import Glibc
import Host
import SystemPackage
import Testing

@testable import Releases

struct ProjectSnapshotTests {
    private static let files = ["mix.exs": "1", "lib/a.ex": "2", "priv/run.sh": "3"]
    private let disk = Disk()

    private func withProject(_ body: (FilePath) throws -> Void) throws {
        try withTemporaryFolder { folder in
            try fill(folder, Self.files)
            try body(folder)
        }
    }

    /// The digest before and after a change.
    private func digests(_ change: (FilePath) throws -> Void) throws -> (before: DigestValue, after: DigestValue) {
        try withTemporaryFolder { folder in
            try fill(folder, Self.files)
            let before = try ProjectSnapshot(of: folder, disk: disk).digest
            try change(folder)
            return (before, try ProjectSnapshot(of: folder, disk: disk).digest)
        }
    }

    @Test func leavesOutWhatBuildsAndEditorsLeave() throws {
        try withProject { project in
            try fill(
                project,
                [
                    "_build/prod/x": "", ".git/HEAD": "", "deps/dep/.git/HEAD": "", "deps/dep/_build/x": "",
                    "doc/index": "",
                    "cover/x": "", "assets/node_modules/x": "", ".elixir_ls/x": "", "erl_crash.dump": "",
                    "lib/doc/b.ex": "", "lib/cover/c.ex": "", "deps/dep/mix.exs": "", ".formatter.exs": "",
                ])
            #expect(
                try ProjectSnapshot(of: project, disk: disk).files == [
                    ".formatter.exs", "deps/dep/mix.exs", "lib/a.ex", "lib/cover/c.ex", "lib/doc/b.ex", "mix.exs",
                    "priv/run.sh",
                ])
        }
    }

    @Test func changesWithContent() throws {
        let digests = try digests { try fill($0, ["lib/a.ex": "3"]) }
        #expect(digests.before != digests.after)
    }

    @Test func changesWithANewFile() throws {
        let digests = try digests { try fill($0, ["lib/b.ex": ""]) }
        #expect(digests.before != digests.after)
    }

    @Test func changesWithAName() throws {
        let digests = try digests { try disk.rename($0.appending("lib/a.ex"), to: $0.appending("lib/b.ex")) }
        #expect(digests.before != digests.after)
    }

    @Test func changesWithTheExecutableBit() throws {
        let digests = try digests { _ = chmod($0.appending("priv/run.sh").string, 0o755) }
        #expect(digests.before != digests.after)
    }

    @Test func changesWithWhereALinkLeads() throws {
        try withProject { project in
            let link = project.appending("priv/link")
            try disk.link(link, to: "run.sh")
            let one = try ProjectSnapshot(of: project, disk: disk)
            try disk.removeFile(link)
            try disk.link(link, to: "../lib/a.ex")
            let other = try ProjectSnapshot(of: project, disk: disk)
            try disk.removeFile(link)
            try fill(project, ["priv/link": "../lib/a.ex"])
            let file = try ProjectSnapshot(of: project, disk: disk)
            #expect(Set([one.digest, other.digest, file.digest]).count == 3)
        }
    }

    @Test func staysWithTimesGroupsAndPlaces() throws {
        let digests = try digests { folder in
            var times = [timeval(tv_sec: 1, tv_usec: 0), timeval(tv_sec: 1, tv_usec: 0)]
            utimes(folder.appending("lib/a.ex").string, &times)
            chmod(folder.appending("lib/a.ex").string, 0o600)
            try fill(folder, ["_build/x": "new", "doc/y": "new"])
        }
        #expect(digests.before == digests.after)
        try withProject { project in
            let elsewhere = try ProjectSnapshot(of: project, disk: disk)
            #expect(elsewhere.digest == digests.before)
        }
    }

    @Test func copiesFilesAndLinksAsTheyAre() throws {
        try withProject { project in
            chmod(project.appending("priv/run.sh").string, 0o700)
            try disk.link(project.appending("priv/link"), to: "run.sh")
            try disk.link(project.appending("priv/nowhere"), to: "/does/not/exist")
            let snapshot = try ProjectSnapshot(of: project, disk: disk)
            let copy = project.appending("copy")
            try snapshot.copy(to: copy, disk: disk)
            #expect(try ProjectSnapshot(of: copy, disk: disk).digest == snapshot.digest)
            #expect(try disk.readText(copy.appending("lib/a.ex")) == "2")
            #expect(disk.isExecutable(copy.appending("priv/run.sh")))
            #expect(try disk.readLink(copy.appending("priv/nowhere")) == "/does/not/exist")
        }
    }

    @Test func aFolderLinkedIsNotEntered() throws {
        try withProject { project in
            try disk.link(project.appending("lib/loop"), to: "..")
            let snapshot = try ProjectSnapshot(of: project, disk: disk)
            #expect(snapshot.files == ["lib/a.ex", "lib/loop", "mix.exs", "priv/run.sh"])
        }
    }

    @Test func takesNoFolderWithoutAProjectFile() throws {
        try withTemporaryFolder { folder in
            for place in [folder, folder.appending("missing")] {
                let error = #expect(throws: ReleaseError.self) { try ProjectSnapshot(of: place, disk: disk) }
                #expect(error == .noProject(place))
                #expect(error?.code == "compile.no-project")
            }
        }
    }
}
