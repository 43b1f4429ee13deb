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

    @Test func readsWhatTellsPackagesApart() {
        let sum = String(repeating: "aB", count: 32)
        let mix = LockFile(
            mix: """
                %{
                  "a": {:hex, :other, "1.0.0", "00", [:mix], [{:b, "~> 1.0", [hex: :b, repo: "hexpm"]}], "hexpm", "\(sum)"},
                  "b": {:hex, :b, "1.0.0", "\(sum)", [:mix], [], "hexpm:acme"},
                  "c": {:hex, :c, "1.0.0", "\(sum)"},
                  "d": {:git, "https://git.invalid/d.git", "0123", []},
                }
                """)
        #expect(mix.dependencies.map(\.package) == ["other", nil, nil, nil])
        #expect(mix.dependencies.map(\.checksum) == [sum.lowercased(), nil, nil, nil])
        #expect(mix.dependencies.map(\.repository) == ["hexpm", "hexpm:acme", nil, "https://git.invalid/d.git"])
        let rebar = LockFile(
            rebar: """
                {"1.2.0",
                [{<<"a">>,{pkg,<<"other">>,<<"2.12.1">>},1},
                 {<<"d">>,{git,"https://git.invalid/d.git",{ref,"0123"}},0}]}.
                [
                {pkg_hash,[{<<"a">>, <<"\(String(repeating: "0", count: 64))">>}]},
                {pkg_hash_ext,[
                 {<<"a">>, <<"\(sum)">>},
                 {<<"b">>, <<"short">>}]}
                ].
                """)
        #expect(rebar.dependencies.map(\.package) == ["other", nil])
        #expect(rebar.dependencies.map(\.checksum) == [sum.lowercased(), nil])
        #expect(rebar.dependencies.map(\.repository) == [nil, "https://git.invalid/d.git"])
    }

    @Test(arguments: ["", "%{", "\"a\": {:hex", "[{<<\"", "{<<\"a\">>,{pkg", "\u{0}\u{FFFD}"])
    func damagedFilesNameNothing(_ text: String) {
        #expect(LockFile(mix: text).dependencies.isEmpty)
        #expect(LockFile(rebar: text).dependencies.allSatisfy { $0.source == .other })
    }
}
