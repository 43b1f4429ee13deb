import Host
import Matrix
import SystemPackage
import Testing

@testable import Artifacts

@Suite struct ReleaseTreeTests {
    private func file(_ path: String) -> ReleaseTree.Entry {
        .init(path: path, content: .file(source: "/x", size: 0, isExecutable: false), component: .app)
    }

    private func link(_ path: String, _ target: String) -> ReleaseTree.Entry {
        .init(path: path, content: .link(target: target), component: .app)
    }

    @Test func foldersAboveAreAddedAndAllIsSorted() throws {
        let tree = try ReleaseTree([file("b/c/d"), file("a"), file("b/a")])
        #expect(tree.entries.map(\.path) == ["a", "b", "b/a", "b/c", "b/c/d"])
    }

    @Test(arguments: ["", "/a", "a/", "a//b", "../a", "a/./b", "a/.."])
    func pathsThatAreNotPlainAreRefused(_ path: String) {
        #expect { try ReleaseTree([file(path)]) } throws: { ($0 as? ArtifactError)?.code == "artifact.invalid-entry" }
    }

    @Test func twoEntriesForOnePathAreRefused() {
        #expect(throws: ArtifactError.invalidEntry(path: "a", detail: "it is there twice")) {
            try ReleaseTree([file("a"), file("a")])
        }
    }

    @Test func aFileIsNoFolder() {
        #expect(throws: ArtifactError.self) { try ReleaseTree([file("a"), file("a/b")]) }
        #expect(throws: ArtifactError.self) { try ReleaseTree([link("a", "b"), file("a/b")]) }
    }

    @Test func linksStayInside() throws {
        _ = try ReleaseTree([link("a/b/c", "../../d"), link("e", "a/../f"), link("g", "./h")])
        for (path, target) in [("a", "/etc"), ("a", "../b"), ("a/b", "../../c"), ("a", ""), ("a", "b/../../c/d")] {
            #expect(throws: ArtifactError.self) { try ReleaseTree([link(path, target)]) }
        }
    }

    @Test func aScanFindsAllKindsOfEntries() async throws {
        try await withFixture { fixture in
            let tree = try fixture.tree()
            let paths = try Disk().walk(fixture.release).map(\.path)
            #expect(tree.entries.map(\.path) == paths)
            let erl = try #require(tree.entries.first { $0.path == "erts-15/bin/erl" })
            #expect(
                erl.content
                    == .file(source: fixture.release.appending(erl.path), size: 1960, isExecutable: true))
            #expect(erl.component == .erts)
            #expect(tree.entries.first { $0.path == "bin/erl" }?.content == .link(target: "../erts-15/bin/erl"))
        }
    }
}
