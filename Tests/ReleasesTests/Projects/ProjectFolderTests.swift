import Host
import SystemPackage
import Testing

@testable import Releases

struct ProjectFolderTests {
    private static let umbrella = [
        "mix.exs": "[apps_path: \"apps\"]", "apps/b/mix.exs": "[]", "apps/a/mix.exs": "[]", "apps/none/README": "",
    ]
    private let disk = Disk()

    @Test func tellsWhatBuildsIt() throws {
        try withTemporaryFolder { folder in
            try fill(
                folder, ["m/mix.exs": "", "m/rebar.config": "", "r/rebar.config": "", "s/rebar.config.script": ""])
            #expect(try ProjectFolder(folder.appending("m"), disk: disk).kind == .mix)
            #expect(try ProjectFolder(folder.appending("r"), disk: disk).kind == .rebar3)
            #expect(try ProjectFolder(folder.appending("s"), disk: disk).kind == .rebar3)
            let error = #expect(throws: ReleaseError.self) { try ProjectFolder(folder, disk: disk) }
            #expect(error?.code == "compile.no-project")
        }
    }

    @Test func knowsTheAppsOfAnUmbrella() throws {
        try withTemporaryFolder { folder in
            try fill(folder, Self.umbrella)
            let whole = try ProjectFolder(folder, disk: disk)
            #expect(whole.members == ["apps/a", "apps/b"] && whole.member == nil)
            #expect(try ProjectFolder(folder, app: "b", disk: disk).member == "apps/b")
            let inner = try ProjectFolder(folder.appending("apps/a"), disk: disk)
            #expect(inner.root == folder && inner.member == "apps/a")
        }
    }

    @Test func namesTheAppsThatThereAre() throws {
        try withTemporaryFolder { folder in
            try fill(folder, Self.umbrella)
            let error = #expect(throws: ReleaseError.self) { try ProjectFolder(folder, app: "c", disk: disk) }
            #expect(error?.code == "compile.no-app" && error?.hint.hasSuffix("a, b") == true)
        }
    }

    @Test func aFolderBelowAnotherProjectIsNoAppOfIt() throws {
        try withTemporaryFolder { folder in
            try fill(folder, ["mix.exs": "[]", "libs/x/mix.exs": "[]"])
            #expect(try ProjectFolder(folder.appending("libs/x"), disk: disk).root == folder.appending("libs/x"))
        }
    }

    @Test(arguments: ["..", "/etc", "../x", "."]) func appsLieBelowTheirUmbrella(_ path: String) throws {
        try withTemporaryFolder { folder in
            try fill(folder, ["mix.exs": "[apps_path: \"\(path)\"]"])
            #expect(try ProjectFolder(folder, disk: disk).members == nil)
        }
    }
}
