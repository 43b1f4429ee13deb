import Testing

@testable import Reports

@Suite struct MarkdownTests {
    @Test("Text is shown as it is, on one line")
    func text() {
        #expect(Markdown.text("a|b *c* <d> `e`\nf_g @h") == "a\\|b \\*c\\* &lt;d&gt; \\`e\\` f\\_g \\@h")
    }

    @Test("Code is fenced by more backticks than it holds")
    func code() {
        #expect(Markdown.code("a|b") == "`a|b`")
        #expect(Markdown.code("a``b`") == "``` a``b` ```")
        #expect(Markdown.code("") == "")
    }

    @Test("A block cannot be closed from within")
    func block() {
        #expect(Markdown.block(["a", "```", "b\nc"]) == "````text\na\n```\nb\nc\n````\n")
        #expect(Markdown.block([]) == "```text\n```\n")
    }
}
