import Configuration
import Matrix
import Testing

struct MatrixDraftTests {
    private func file(_ apps: [MatrixDraft.App]) throws -> MatrixFile {
        let draft = MatrixDraft(
            project: "a Mix project", apps: apps, otp: "27", target: "any_linux_x86_64", notes: ["a note: \"x\" # y"])
        let (file, diagnostics) = MatrixFile.read(bytes: Array(draft.text.utf8), name: "matrix.yaml", host: .x86_64)
        #expect(diagnostics.isEmpty, "\(draft.text)")
        return try #require(file)
    }

    @Test(arguments: Mode.allCases) func whatIsWrittenCanBeRead(_ mode: Mode) throws {
        let file = try file([.init(name: "tool", mode: mode, release: nil, app: nil)])
        #expect(file.apps == [App(name: "tool", path: ".", modes: [mode])])
        #expect(file.axes.otp.map(\.text) == ["27"])
    }

    @Test func everyAppHasANameOfItsOwn() throws {
        let file = try file([
            .init(name: "cli", mode: .cli, release: "cli", app: nil),
            .init(name: "shop", mode: .daemon, release: "shop", app: nil),
            .init(name: "shop", mode: .escript, release: nil, app: "shop"),
        ])
        #expect(file.apps.map(\.name) == ["cli_cli", "shop", "shop_escript"])
        #expect(file.apps.map(\.release) == ["cli", "shop", nil] && file.apps.map(\.member) == [nil, nil, "shop"])
    }
}
