import Foundation
import Testing

/// `--changed-since` in real repositories.
@Suite(.enabled(if: Repository.hasGit, "git is not installed"))
struct ChangedSinceTests {
    @Test func filesOfAnAppChooseItsCells() throws {
        try withRepository { repository in
            #expect(try repository.chosen(since: "HEAD") == [])
            try repository.tool.put("new", at: "apps/web/lib/untracked.ex")
            #expect(try repository.chosen(since: "HEAD") == ["web/cli/otp-27", "web/cli/otp-28"])
            try repository.commit("web")
            #expect(try repository.chosen(since: "HEAD") == [])
            #expect(try repository.chosen(since: "HEAD~1") == ["web/cli/otp-27", "web/cli/otp-28"])
            try FileManager.default.removeItem(at: repository.tool.folder.appending(path: "apps/core/lib/core.ex"))
            #expect(try repository.chosen(since: "HEAD") == ["core/cli/otp-27", "core/cli/otp-28"])
        }
    }

    @Test func whatNoAppHoldsChoosesNothing() throws {
        try withRepository { repository in
            try repository.tool.put("hello", at: "README.md")
            try repository.tool.put("beam", at: "apps/web/_build/a.beam")
            try repository.tool.put("{}", at: "dist/run.json")
            try repository.tool.put("# a comment\n" + SelectionTests.matrix, at: "matrix.yaml")
            let result = try repository.plan(since: "HEAD")
            #expect(result.status == 3 && result.errors.contains("--changed-since HEAD leaves none of the 4 cells"))
            #expect(try repository.tool.call(["plan", "--changed-since", "HEAD", "--allow-empty"]).status == 0)
        }
    }

    @Test(arguments: [
        ("otp: \"28\"}", "otp: \"27\"}", ["core/cli/otp-27", "core/cli/otp-28", "web/cli/otp-27", "web/cli/otp-28"]),
        ("reason: preview", "reason: beta", ["core/cli/otp-28", "web/cli/otp-28"]),
        ("otp: [\"27\", \"28\"]", "otp: [\"27\", \"28\", \"29\"]", ["core/cli/otp-29", "web/cli/otp-29"]),
        ("path: apps/web,", "path: apps/web, release: web,", ["web/cli/otp-27", "web/cli/otp-28"]),
        ("/does/not/exist", "/nowhere", ["core/cli/otp-27", "core/cli/otp-28", "web/cli/otp-27", "web/cli/otp-28"]),
    ])
    func settingsOfACellChooseIt(_ before: String, _ after: String, _ chosen: [String]) throws {
        try withRepository { repository in
            try repository.tool.put(SelectionTests.matrix.replacing(before, with: after), at: "matrix.yaml")
            #expect(try repository.chosen(since: "HEAD") == chosen)
        }
    }

    @Test func aMatrixThatIsNewOrBrokenThereChoosesAll() throws {
        try withRepository { repository in
            try repository.tool.put(SelectionTests.matrix, at: "ci/other.yaml")
            try repository.tool.put(
                SelectionTests.matrix.replacing("path: apps", with: "path: ../apps"), at: "ci/other.yaml")
            let result = try repository.tool.call(["plan", "ci/other.yaml", "--changed-since", "HEAD"])
            #expect(result.output.contains("4 cells selected"), "\(result)")
            try repository.tool.put("version: [", at: "matrix.yaml")
            try repository.commit("broken")
            try repository.tool.put(SelectionTests.matrix, at: "matrix.yaml")
            #expect(try repository.chosen(since: "HEAD").count == 4)
        }
    }

    @Test func dependenciesByPathCount() throws {
        try withRepository { repository in
            try repository.tool.put("[deps: [{:shared, path: \"../../shared\"}]]", at: "apps/web/mix.exs")
            try repository.tool.put("[deps: [{:deep, path: \"../deep\"}]]", at: "shared/mix.exs")
            try repository.tool.put("1", at: "deep/lib/a.ex")
            try repository.commit("dependencies")
            try repository.tool.put("2", at: "deep/lib/a.ex")
            #expect(try repository.chosen(since: "HEAD") == ["web/cli/otp-27", "web/cli/otp-28"])
            let roots = SelectionTests.matrix.replacing("path: apps/core,", with: "path: apps/core, roots: [deep],")
            try repository.tool.put(roots, at: "matrix.yaml")
            try repository.git("add", "matrix.yaml")
            try repository.git("commit", "-q", "-m", "roots")
            #expect(try repository.chosen(since: "HEAD").count == 4)
            try repository.tool.put("[deps: [{:web, in_umbrella: true}]]", at: "apps/core/mix.exs")
            try repository.commit("umbrella")
            try repository.tool.put("3", at: "apps/web/lib/a.ex")
            #expect(try repository.chosen(since: "HEAD").count == 4)
        }
    }

    @Test func aWorktreeAndASubmoduleAreUnderstood() throws {
        try withRepository { repository in
            let folder = repository.tool.folder
            try repository.git("worktree", "add", "-q", "tree", "HEAD")
            let tree = Repository(tool: Tool(folder: folder.appending(path: "tree")))
            #expect(try tree.chosen(since: "HEAD") == [])
            try tree.tool.put("x", at: "apps/web/x")
            #expect(try tree.chosen(since: "HEAD") == ["web/cli/otp-27", "web/cli/otp-28"])
            try repository.git("worktree", "remove", "--force", "tree")

            try repository.git("clone", "-q", ".", "module")
            try repository.git(
                "-c", "protocol.file.allow=always", "submodule", "add", "-q", "./module", "apps/core/sub")
            try FileManager.default.removeItem(at: folder.appending(path: "module"))
            try repository.commit("submodule")
            #expect(try repository.chosen(since: "HEAD") == [])
            try repository.tool.put("x", at: "apps/core/sub/apps/web/inside")
            #expect(try repository.chosen(since: "HEAD") == ["core/cli/otp-27", "core/cli/otp-28"])
        }
    }

    @Test func threeDotsMeanSinceTheBranchLeft() throws {
        try withRepository { repository in
            try repository.git("checkout", "-q", "-b", "topic")
            try repository.tool.put("x", at: "apps/web/x")
            try repository.commit("web")
            try repository.git("checkout", "-q", "main")
            try repository.tool.put("x", at: "apps/core/x")
            try repository.commit("core")
            try repository.git("checkout", "-q", "topic")
            #expect(try repository.chosen(since: "main").count == 4)
            #expect(try repository.chosen(since: "main...") == ["web/cli/otp-27", "web/cli/otp-28"])
        }
    }

    @Test(arguments: [
        ("nonsense", "git.unknown-revision"), ("--output=x", "git.unknown-revision"), ("...", "git.unknown-revision"),
        ("0000000000000000000000000000000000000000", "git.unknown-revision"), ("nonsense...", "git.unknown-revision"),
    ])
    func anUnknownRevisionIsTold(_ revision: String, _ code: String) throws {
        try withRepository { repository in
            let result = try repository.tool.call(["plan", "--changed-since=\(revision)"])
            #expect(result.status == 2 && result.errors.contains("[\(code)]"), "\(result)")
            if revision.hasPrefix("0") { #expect(result.errors.contains("a branch that is new")) }
            #expect(!FileManager.default.fileExists(atPath: repository.tool.folder.appending(path: "x").path))
        }
    }

    @Test func aShallowCloneSaysSo() throws {
        try withRepository { repository in
            try repository.tool.put("x", at: "apps/web/x")
            try repository.commit("second")
            let url = "file://" + repository.tool.folder.path
            try repository.git("clone", "-q", "--depth", "1", url, "shallow")
            let tool = Tool(folder: repository.tool.folder.appending(path: "shallow"))
            let result = try tool.call(["plan", "--changed-since", "HEAD~1"])
            #expect(result.status == 2 && result.errors.contains("git fetch --unshallow"), "\(result)")
        }
    }

    @Test func withoutGitThatIsSaid() throws {
        try withRepository { repository in
            let result = try repository.tool.call(["plan", "--changed-since", "HEAD"], ["PATH": "/nowhere"])
            #expect(result.status == 6 && result.errors.contains("[git.not-found]"), "\(result)")
        }
    }

    @Test func theVariablesOfAHookDoNotMislead() throws {
        try withRepository { repository in
            try repository.tool.put("x", at: "apps/web/x")
            let result = try repository.tool.call(
                ["plan", "--changed-since", "HEAD"], ["GIT_DIR": "/nowhere", "GIT_INDEX_FILE": "/nowhere/index"])
            #expect(result.output.contains("2 cells selected"), "\(result)")
        }
    }
}

/// A repository with a matrix of two apps.
private struct Repository {
    let tool: Tool

    static let hasGit = FileManager.default.isExecutableFile(atPath: "/usr/bin/git")

    func git(_ arguments: String...) throws {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/timeout")
        process.arguments =
            ["-k", "2", "60", "/usr/bin/git", "-c", "user.name=T", "-c", "user.email=t@example.org"] + arguments
        process.currentDirectoryURL = tool.folder
        process.environment = ["PATH": "/usr/bin:/bin", "HOME": tool.folder.path, "LC_ALL": "C"]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "git \(arguments)")
    }

    func commit(_ message: String) throws {
        try git("add", "--all")
        try git("commit", "-q", "-m", message)
    }

    func plan(since revision: String) throws -> Tool.Result {
        try tool.call(["plan", "--format", "json", "--changed-since", revision])
    }

    /// The chosen cells without their target, in alphabetical order.
    func chosen(since revision: String) throws -> [String] {
        let result = try plan(since: revision)
        if result.status == 3 { return [] }
        try #require(result.status == 0, "\(result)")
        let document = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
        let cells = try #require(document?["cells"] as? [[String: Any]])
        return cells.compactMap { ($0["id"] as? String)?.replacing("/any_linux_x86_64", with: "") }.sorted()
    }
}

private func withRepository(_ body: (Repository) throws -> Void) throws {
    try withTool { tool in
        let repository = Repository(tool: tool)
        try tool.put(SelectionTests.matrix, at: "matrix.yaml")
        try tool.put("_build\n/stdout\n/stderr\n/cache\n", at: ".gitignore")
        try tool.put("1", at: "apps/web/lib/web.ex")
        try tool.put("1", at: "apps/core/lib/core.ex")
        try repository.git("init", "-q", "-b", "main")
        try repository.commit("first")
        try body(repository)
    }
}
