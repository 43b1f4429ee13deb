import Testing

@testable import Matrix

@Suite struct SelectorTests {
    @Test func aTargetIsCalledByItsTripleToo() throws {
        let cell = try cell()
        #expect(Selector([.target: ["x86_64-linux-gnu.2.35"]]).matches(cell))
        #expect(!Selector([.target: ["x86_64-linux-gnu"]]).matches(cell))
    }

    private func cell(otp: String? = "27.3.4.1", elixir: String? = "1.18.3", naming: Bool = false) throws -> Cell {
        Cell(
            app: "my_app", mode: .cli, otpRequest: try #require(VersionRequest("27")), otp: otp.flatMap { Version($0) },
            elixir: elixir.flatMap { Version($0) },
            target: try #require(Target.named("ubuntu_22_04_x86_64", host: .x86_64)), namesElixir: naming)
    }

    @Test func aCellIsCalledByItsAxes() throws {
        #expect(try cell().id.text == "my_app/cli/otp-27.3.4.1/ubuntu_22_04_x86_64")
        #expect(try cell(otp: nil).id.text == "my_app/cli/otp-27/ubuntu_22_04_x86_64")
        let named = try cell(naming: true)
        #expect(named.id.text == "my_app/cli/otp-27.3.4.1/elixir-1.18.3/ubuntu_22_04_x86_64" && named.namesElixir)
        #expect(try !cell(elixir: nil, naming: true).namesElixir)
    }

    @Test(arguments: [
        ([Selector.Axis.app: ["my_app"]], true), ([.app: ["my"]], false), ([.app: ["my*"]], true),
        ([.mode: ["tui", "cli"]], true),
        ([.mode: ["tui"]], false), ([.target: ["ubuntu*x86_64"]], true), ([.target: ["*arm64"]], false),
        ([.otp: ["27"]], true), ([.otp: ["27.3"]], true), ([.otp: ["27.3*"]], true), ([.otp: ["2"]], false),
        ([.otp: ["28*", "27.3.4.1"]], true), ([.elixir: ["1.18"]], true), ([.elixir: ["1.1"]], false),
        ([.elixir: ["1.1*"]], true), ([.app: ["my_app"], .mode: ["tui"]], false),
        ([.app: ["my_app"], .mode: ["*"]], true),
        ([.app: []], false), ([:], true),
    ])
    func picksByEveryAxisItNames(_ patterns: [Selector.Axis: [String]], _ isPicked: Bool) throws {
        #expect(Selector(patterns).matches(try cell()) == isPicked)
    }

    @Test(arguments: [("27.3*", true), ("27.9", true), ("28*", false), ("27", true), ("2", false)])
    func anUnresolvedVersionMayStillMatch(_ pattern: String, _ isPicked: Bool) throws {
        #expect(Selector([.otp: [pattern]]).matches(try cell(otp: nil)) == isPicked)
    }

    @Test(arguments: [
        ("*", "", true), ("*", "x", true), ("", "", true), ("", "x", false), ("a*b", "ab", true), ("a*b", "a", false),
        ("aa*aa", "aaa", false), ("a*b*c", "a-b-b-c", true), ("a*b*c", "a-c-b", false), ("**", "x", true),
        ("a", "A", false),
    ])
    func aStarStandsForAnyText(_ pattern: String, _ text: String, _ matches: Bool) {
        #expect(Glob(pattern).matches(text) == matches)
    }
}
