import Matrix
import Testing

@testable import Configuration

@Suite struct MatrixFilePlanningTests {
    private func plans(_ matrix: String, _ more: String, with resolution: Resolution? = nil) -> String {
        planned(
            "version: 1\napps:\n  a: {path: a, modes: [cli, tui]}\n  b: {path: b, modes: [daemon]}\n"
                + "matrix: {target: any_linux_x86_64, otp: [27, 27.3], mode: [cli, tui]\(matrix)}\n\(more)\n",
            with: resolution)
    }

    @Test func cellsWithoutTestsAndAppsWithoutCellsAreWarnedOf() {
        #expect(
            plans("", "smoke: {cli: [{name: x}]}") == """
                matrix.yaml:3:3: warning: no smoke test for 'a' in mode tui
                 3 |   a: {path: a, modes: [cli, tui]}
                   |   ^
                   = add one to 'smoke', below 'tui' or 'a'
                matrix.yaml:4:3: warning: 'b' has no cell
                 4 |   b: {path: b, modes: [daemon]}
                   |   ^
                   = none of its modes (daemon) is in 'matrix'

                """)
    }

    @Test func testsOfOneNameInOneCellAreAnError() {
        let told = plans("", "smoke: {cli: [{name: x}], tui: [{name: x}],\n  a: [{name: x}]}")
        #expect(told.contains("7:14: error: 'x' is the name of another test of 'a' in mode cli\n"))
        #expect(told.contains("7:14: error: 'x' is the name of another test of 'a' in mode tui\n"))
        #expect(told.contains("   = the other one is in line 6; rename one of them\n"))
        #expect(plans("", "smoke: {cli: &t [{name: x}], a: *t}").contains("error: 'x' is the name of another test"))
    }

    @Test func inclusionsThatCannotBeAreErrors() {
        let told = plans(
            ", include: [{app: a, mode: cli, otp: 27, target: any_linux_x86_64},\n"
                + "  {app: a, mode: daemon, otp: 27, target: any_linux_x86_64}]", "smoke: {a: [{name: x}]}")
        #expect(told.contains("5:81: error: the matrix has this cell already: a/cli/otp-27/any_linux_x86_64\n"))
        #expect(told.contains("6:3: error: 'a' is not declared for mode daemon\n"))
        #expect(told.contains("   = its modes are cli, tui\n"))
    }

    @Test func versionsThatTurnOutTheSameAreAnError() throws {
        let version = try #require(Version("27.3.4.1"))
        let elixir = try #require(Version("1.18.3"))
        let resolution = Resolution(otp: { _, _ in .success(version) }, elixir: { _, _, _ in .success(elixir) })
        #expect(!plans("", "smoke: {a: [{name: x}]}").contains("error"))
        #expect(
            plans("", "smoke: {a: [{name: x}]}", with: resolution).contains(
                """
                matrix.yaml:5:41: error: '27' and '27.3' both mean 27.3.4.1
                 5 | matrix: {target: any_linux_x86_64, otp: [27, 27.3], mode: [cli, tui]}
                   |                                         ^~~~~~~~~~
                   = keep one of them

                """))
    }

    @Test func aBudgetThatMatchesNothingIsAnError() {
        #expect(
            plans("", "budgets: [{when: {mode: escript}, raw: 1MiB}]")
                .contains("6:11: error: this budget matches no cell\n"))
    }
}
