import Testing

@testable import YAML

@Suite struct ComposerTests {
    @Test func anAliasStandsForItsAnchor() throws {
        #expect(try root("a: &x [1, 2]\nb: *x\n").flat == "{a:[1,2],b:[1,2]}")
        #expect(try root("a: &x 1\nb: &x 2\nc: *x\n").flat == "{a:1,b:2,c:2}")
    }

    @Test(arguments: [
        ("b: &b {x: 1, y: 2}\nc: {<<: *b, y: 3}", "{b:{x:1,y:2},c:{x:1,y:3}}"),
        ("b: &b {x: 1, y: 2}\nc: {y: 3, <<: *b, z: 4}", "{b:{x:1,y:2},c:{y:3,x:1,z:4}}"),
        ("b: &b {x: 1}\nd: &d {x: 2, w: 5}\nc: {<<: [*b, *d]}", "{b:{x:1},d:{x:2,w:5},c:{x:1,w:5}}"),
        ("c: {<<: {x: 1}}", "{c:{x:1}}"),
        ("c: {'<<': {x: 1}}", "{c:{<<:{x:1}}}"),
    ])
    func mergeKeysBringInWhatIsNotWritten(text: String, tree: String) throws {
        #expect(try root(text).flat == tree)
    }

    @Test(arguments: [
        ("", "yaml.empty 1:1 the file is empty"),
        ("# only a comment\n", "yaml.empty 1:1 the file is empty"),
        ("---\n", "yaml.empty 1:1 the file is empty"),
        ("a: 1\n---\nb: 2\n", "yaml.documents 2:1 a second document begins here"),
        ("a: 1\nb: 2\na: 3\n", "yaml.duplicate 3:1 duplicate key 'a'"),
        ("a: 1\n'a': 3\n", "yaml.duplicate 2:1 duplicate key 'a'"),
        ("x: {<<: {}, <<: {}}\n", "yaml.duplicate 1:13 duplicate key '<<'"),
        ("[a, b]: 1\n", "yaml.key 1:1 a key must be a text, not a list or a mapping"),
        ("a: {<<: 1}\n", "yaml.merge 1:5 '<<' can only merge a mapping or a list of mappings"),
        ("a: *b\n", "yaml.unknown-alias 1:4 unknown alias '*b'"),
        ("a: &b [1, *b]\n", "yaml.recursive-alias 1:11 alias '*b' stands inside the value it names"),
        ("a: !!int 3\n", "yaml.tag 1:4 tags such as '!!int' have no meaning here"),
        ("a: !!str 3\n", "fine"),
    ])
    func eachFaultHasItsOwnError(text: String, expected: String) {
        #expect(verdict(text) == expected)
    }

    @Test func aBombOfAliasesIsRefused() {
        var lines = ["a0: &a0 [x,x,x,x,x,x,x,x,x,x]"]
        for level in 1...12 {
            let alias = "*a\(level - 1)"
            lines.append("a\(level): &a\(level) [\(Array(repeating: alias, count: 10).joined(separator: ","))]")
        }
        let bomb = lines.joined(separator: "\n")
        #expect(verdict(bomb) == "yaml.too-many-nodes 5:22 too many values: more than 50000 once aliases are replaced")
    }

    @Test func depthIsLimitedAlsoThroughAliases() {
        let deep = String(repeating: "[", count: 70) + String(repeating: "]", count: 70)
        #expect(verdict(deep) == "yaml.too-deep 1:65 nested too deeply: more than 64 levels")
        let half = String(repeating: "[", count: 40) + "%" + String(repeating: "]", count: 40)
        let chain = "a: &a \(half.filter { $0 != "%" })\nb: \(half.replacing("%", with: "*a"))\n"
        #expect(verdict(chain) == "yaml.too-deep 2:44 nested too deeply: more than 64 levels")
    }

    @Test func duplicateKeysDoNotHideOneAnother() throws {
        let document = try YAMLDocument(bytes: Array("a: 1\na: 2\nb: {c: 1, c: 2}\n".utf8))
        #expect(document.problems.map(\.position.line) == [2, 3])
        #expect(document.root.flat == "{a:1,b:{c:1}}")
    }
}
