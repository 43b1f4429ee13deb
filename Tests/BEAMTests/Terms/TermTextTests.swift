import Testing

@testable import BEAM

struct TermTextTests {
    @Test func readsEveryKindOfTerm() throws {
        let text = #"""
            %% coding: utf-8
            {application, 'my app', [{vsn, "1.0" ".2"}, {n, [-1, 2.5, 1.0e-3, $a, $\n]},
              {b, <<"bin", 7, 255>>}, {m, #{a => [x|y], "k" => {}}}, {t, [true, _later]}]}.
            """#.replacing("_later", with: "later@1")
        let term = try #require(try TermText.consult(text).first)
        #expect(term.fields?[1] == .atom("my app"))
        #expect(term.fields?[2].property("vsn")?.text == "1.0.2")
        #expect(
            term.fields?[2].property("n")
                == .list([
                    .integer(-1), .float((2.5).bitPattern), .float((0.001).bitPattern), .integer(97), .integer(10),
                ]))
        #expect(term.fields?[2].property("b") == .binary(Array("bin".utf8) + [7, 255]))
        #expect(term.fields?[2].property("t") == .list([.atom("true"), .atom("later@1")]))
    }

    @Test func readsSeveralTerms() throws {
        #expect(try TermText.consult("a.\n{b, 1}. [].\n").count == 3)
        #expect(try TermText.consult(" % only a comment\n").isEmpty)
    }

    @Test(arguments: ["{a", "[1,", "\"open", "<<256>>", "<<1", "#{a}", "'x", "a", "{a}}.", "A.", "$", ")."])
    func refusesWhatIsNoTerm(_ text: String) {
        #expect(throws: TermError.self) { try TermText.consult(text) }
    }

    @Test func refusesDeepNesting() {
        #expect(throws: TermError.self) { try TermText.consult(String(repeating: "[", count: 100_000)) }
    }
}
