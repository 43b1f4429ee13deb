import Testing

@testable import Releases

struct LockFileTests {
    @Test func readsThatOfMix() {
        let lock = LockFile(
            mix: """
                %{
                  "jason": {:hex, :jason, "1.4.4", "c5eb", [:mix], [{:decimal, "~> 1.0"}], "hexpm", "abcd"},
                  "cowlib": {:hex, :cowlib, "2.12.1", "a9fa", [:make, :rebar3], [], "hexpm", "abcd"},
                  "forked": {:git, "https://git.invalid/forked.git", "0123", [branch: "main"]},
                }
                """)
        #expect(lock.dependencies.map(\.name) == ["jason", "cowlib", "forked"])
        #expect(lock.dependencies.map(\.source) == [.hex("1.4.4"), .hex("2.12.1"), .git("0123")])
        #expect(lock.dependencies.map(\.isBuiltByRebar) == [false, true, false])
    }

    @Test func readsThatOfRebar() {
        let lock = LockFile(
            rebar: """
                {"1.2.0",
                [{<<"cowlib">>,{pkg,<<"cowlib">>,<<"2.12.1">>},1},
                 {<<"forked">>,
                  {git,"https://git.invalid/forked.git",
                       {ref,"0123"}},
                  0}]}.
                [
                {pkg_hash,[
                 {<<"cowlib">>, <<"A9FA">>}]},
                {pkg_hash_ext,[
                 {<<"cowlib">>, <<"163B">>}]}
                ].
                """)
        #expect(lock.dependencies.map(\.name) == ["cowlib", "forked"])
        #expect(lock.dependencies.map(\.source) == [.hex("2.12.1"), .git("0123")])
    }

    @Test(arguments: ["", "%{", "\"a\": {:hex", "[{<<\"", "{<<\"a\">>,{pkg", "\u{0}\u{FFFD}"])
    func damagedFilesNameNothing(_ text: String) {
        #expect(LockFile(mix: text).dependencies.isEmpty)
        #expect(LockFile(rebar: text).dependencies.allSatisfy { $0.source == .other })
    }
}
