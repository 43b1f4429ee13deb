import Digest
import Host
import SystemPackage
import Testing

@testable import Releases

/// What belongs to a project and lies elsewhere.
struct OutsideTests {
    private let disk = Disk()

    private func snapshot(
        _ files: [String: String], of path: String, roots: [String] = [], leaving: [String] = []
    ) throws -> ProjectSnapshot {
        try withTemporaryFolder { folder in
            try fill(folder, files)
            return try ProjectSnapshot(
                of: folder.appending(path), roots: roots.map { folder.appending($0) },
                leaving: leaving.map { folder.appending($0) }, disk: disk)
        }
    }

    @Test func pathDependenciesComeAlongWithTheirs() throws {
        let snapshot = try snapshot(
            [
                "tools/app/mix.exs": "{:a, path: \"../../libs/a\"} File.read!(\"../../VERSION\")",
                "tools/app/lib/app.ex": "", "libs/a/mix.exs": "Path.expand(\"../b\", __DIR__)", "libs/a/lib/a.ex": "",
                "libs/b/mix.exs": "{:a, path: \"../a\"}", "libs/unused/mix.exs": "", "VERSION": "1", "README": "",
            ], of: "tools/app")
        #expect(snapshot.path == "tools/app")
        #expect(
            snapshot.files == [
                "VERSION", "libs/a/lib/a.ex", "libs/a/mix.exs", "libs/b/mix.exs", "tools/app/lib/app.ex",
                "tools/app/mix.exs",
            ])
    }

    @Test func aFolderAroundTheProjectDoesNotComeAlong() throws {
        let snapshot = try snapshot(
            ["app/mix.exs": "[deps_path: \"..\", x: \"../\", y: \"../_build\", z: \"../gone\"]", "secret": ""],
            of: "app")
        #expect(snapshot.path.isEmpty && snapshot.files == ["mix.exs"])
    }

    @Test func rootsAreTakenAsTheyAreGiven() throws {
        let files = ["app/mix.exs": "", "shared/x": "1", "proto/a.proto": ""]
        #expect(try snapshot(files, of: "app", roots: ["shared"]).files == ["app/mix.exs", "shared/x"])
        let error = #expect(throws: ReleaseError.self) { try snapshot(files, of: "app", roots: ["gone"]) }
        #expect(error?.code == "compile.no-root")
    }

    @Test func aChangeOutsideIsAChange() throws {
        func digest(_ text: String) throws -> String {
            try snapshot(["app/mix.exs": "\"../lib\"", "lib/mix.exs": "", "lib/a": text], of: "app").digest.hex
        }
        #expect(try digest("1") != digest("2"))
    }

    @Test func linksThatLeadAwayAreFollowed() throws {
        try withTemporaryFolder { folder in
            try fill(folder, ["app/rebar.config": "", "other/src/x.erl": "1", "file": "2"])
            try disk.makeFolder(folder.appending("app/_checkouts"))
            for (path, target) in [
                ("_checkouts/other", "../../other"), ("copy", "../file"), ("loop", ".."), ("gone", "../gone"),
                ("inside", "rebar.config"),
            ] { try disk.link(folder.appending("app/\(path)"), to: target) }
            let snapshot = try ProjectSnapshot(of: folder.appending("app"), disk: disk)
            #expect(
                snapshot.files == ["_checkouts/other/src/x.erl", "copy", "gone", "inside", "loop", "rebar.config"])
            let copy = folder.appending("copy")
            try snapshot.copy(to: copy, disk: disk)
            #expect(try disk.readText(copy.appending("_checkouts/other/src/x.erl")) == "1")
            #expect(disk.kind(of: copy.appending("copy")) == .file && disk.kind(of: copy.appending("loop")) == .link)
        }
    }

    @Test func resultsInTheProjectsFolderDoNotCount() throws {
        let files = ["mix.exs": "", "matrix.yaml": "", "dist/a": "", "lib/dist/b": ""]
        #expect(try snapshot(files, of: "", leaving: ["dist", "matrix.yaml"]).files == ["lib/dist/b", "mix.exs"])
    }

    @Test func whatGitIgnoresDoesNotCountUnlessBuildsReadIt() throws {
        let snapshot = try snapshot(
            [
                "mix.exs": "", ".gitignore": "/deps\n*.log\n/tmp/\n!keep.log\n/priv/static\nsecret*\n",
                "deps/a/mix.exs": "", "a.log": "", "keep.log": "", "tmp/x": "", "priv/static/app.js": "",
                "lib/a.log": "", "secret.env": "", "test/.gitignore": "data", "test/data/x": "", "test/tmp/y": "",
            ], of: "")
        #expect(
            snapshot.files == [
                ".gitignore", "deps/a/mix.exs", "keep.log", "lib/a.log", "mix.exs", "priv/static/app.js",
                "test/.gitignore", "test/tmp/y",
            ])
    }

    @Test func whatRebarFetchedCountsAndWhatItCompiledDoesNot() throws {
        let snapshot = try snapshot(
            [
                "rebar.config": "", "rebar.lock": "[{<<\"dep\">>,{pkg,<<\"dep\">>,<<\"1.0\">>},0}].",
                "_build/default/lib/dep/src/dep.erl": "", "_build/default/lib/dep/ebin/dep.beam": "",
                "_build/default/lib/own/src/own.erl": "", "_build/prod/lib/dep/src/dep.erl": "",
                "_build/default/plugins/pc/src/pc.erl": "", "_build/default/plugins/bare/ebin/bare.beam": "",
            ], of: "")
        #expect(
            snapshot.files == [
                "_build/default/lib/dep/src/dep.erl", "_build/default/plugins/bare/ebin/bare.beam",
                "_build/default/plugins/pc/src/pc.erl", "rebar.config", "rebar.lock",
            ])
    }
}
