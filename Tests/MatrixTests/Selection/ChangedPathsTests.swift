import Testing

@testable import Matrix

struct ChangedPathsTests {
    private let paths = ChangedPaths(
        [
            "apps/web/lib/a.ex", "apps/web-old/b.ex", "apps/webbed", "vendor/sub", "dist/run.json", "matrix.yaml",
            "z/ü.ex",
        ],
        ignoring: ["dist", "matrix.yaml", ""])

    @Test(arguments: [
        ("apps/web", "apps/web/lib/a.ex"), ("apps/web/lib", "apps/web/lib/a.ex"), ("apps/we", nil),
        ("apps/web/test", nil),
        ("apps/web/lib/a.ex", "apps/web/lib/a.ex"), ("apps/web-old", "apps/web-old/b.ex"),
        ("apps/webbed", "apps/webbed"),
        ("vendor/sub", "vendor/sub"), ("vendor/sub/deep/app", "vendor/sub"), ("vendor", "vendor/sub"),
        ("vendor/subway", nil), ("dist", nil), ("matrix.yaml", nil), ("z", "z/ü.ex"), ("zz", nil),
        ("", "apps/web-old/b.ex"),
    ])
    func tellsTheFirstChangeInAFolder(_ folder: String, _ path: String?) {
        #expect(paths.first(in: folder) == path)
    }

    @Test func withoutChangesThereIsNone() {
        #expect(ChangedPaths([]).first(in: "") == nil && ChangedPaths([]).first(in: "a") == nil)
        #expect(ChangedPaths(["dist/a"], ignoring: ["dist"]).first(in: "") == nil)
    }
}
