import Testing

@testable import Releases

struct SourceTextTests {
    @Test func findsLiteralsOutsideOfComments() {
        let text = SourceText(
            """
            # path: "../no"
            {:a, path: "../a"}, "x#{"../y"}", ?", "q\\"q" # "../b"
            \"\"\"
            "../doc"
            \"\"\"
            "../c"
            """)
        #expect(text.strings.contains("../a") && text.strings.contains("../c") && text.strings.contains("q\"q"))
        #expect(!text.strings.contains { ["../no", "../b", "../doc"].contains($0) })
    }

    @Test func findsValuesOfKeys() {
        let text = SourceText(
            "[my_app: 1, app: :shop, apps_path: \"apps\", elixir:\n \"~> 1.17\", x: [main_module: M]]")
        #expect(text.atom(of: "app") == "shop")
        #expect(text.value(of: "apps_path") == "apps" && text.value(of: "elixir") == "~> 1.17")
        #expect(text.value(of: "path") == nil && text.atom(of: "elixir") == nil)
        #expect(text.has("main_module") && text.has("app") && !text.has("module"))
    }

    @Test func findsKeysOfTheFirstLevel() throws {
        let text = SourceText("releases: [one: [steps: [:tar], x: {:a, b: 1}], two: fn -> [] end], deps: []")
        let start = try #require(text.code.firstIndex(of: "["))
        #expect(text.keys(from: start) == ["one", "two"])
    }

    @Test(arguments: ["\"", "\"\"\"", "?", "\"\\", "#", "{:a, \"#{"]) func endsAtTheEndOfAnything(_ text: String) {
        #expect(SourceText(text).code.utf8.count <= text.utf8.count + 1)
    }
}
