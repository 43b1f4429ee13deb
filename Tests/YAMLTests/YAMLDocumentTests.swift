import Testing

@testable import YAML

@Suite struct YAMLDocumentTests {
    @Test func scalarsKeepTheirSourceText() throws {
        let text = "a: 28.10\nb: no\nc: 0x1F\nd: ~\ne: \"1\\n2\"\nf: 'it''s'\ng: |\n  x\n  y\nh:\n"
        #expect(try root(text).flat == "{a:28.10,b:no,c:0x1F,d:~,e:1\n2,f:it's,g:x\ny\n,h:}")
    }

    @Test func stylesAreTold() throws {
        guard case .sequence(let nodes) = try root("[a, 'b', \"c\", '']").content else {
            Issue.record("not a sequence")
            return
        }
        let styles = nodes.map { node -> YAMLScalar.Style? in
            if case .scalar(let scalar) = node.content { return scalar.style }
            return nil
        }
        #expect(styles == [.plain, .quoted, .quoted, .quoted])
        guard case .scalar(let last)? = nodes.last?.content else { return }
        #expect(!last.isAbsent)
    }

    @Test func placesCountFromOneInCharacters() throws {
        guard case .mapping(let pairs) = try root("# head\nü: {b: [ä, öö]}\n").content, let pair = pairs.first else {
            Issue.record("not a mapping")
            return
        }
        #expect(pair.keyStart == YAMLPosition(line: 2, column: 1))
        #expect(pair.keyEnd == YAMLPosition(line: 2, column: 2))
        #expect(pair.value.start == YAMLPosition(line: 2, column: 4))
        #expect(pair.value.end == YAMLPosition(line: 2, column: 16))
    }

    @Test func aByteOrderMarkAndExplicitDocumentMarksAreFine() throws {
        #expect(try root("\u{FEFF}a: 1").flat == "{a:1}")
        #expect(try root("%YAML 1.1\n---\na: 1\n...\n").flat == "{a:1}")
    }

    @Test func keysKeepTheirOrder() throws {
        #expect(try root("{z: 1, a: 2, m: 3}").flat == "{z:1,a:2,m:3}")
    }
}
