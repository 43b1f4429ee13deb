import Testing

@testable import Smoke

@Suite struct PrintableTests {
    @Test func showsWhatWouldActOnATerminal() {
        #expect(Printable.text(Array("a\u{1B}[1mb\u{0}\u{7F}\tc\r\nd".utf8)) == "a\\e[1mb\\x00\\x7f\tc\nd")
        #expect(Printable.text([0x61, 0xFF]) == "a\u{FFFD}")
        #expect(Printable.text([0xC2, 0x9B]) == "\\x9b")
    }

    @Test func quotesShortTextsWhole() {
        #expect(Printable.quoted("a\"b\\\n") == #""a\"b\\\n""#)
        #expect(Printable.quoted(Array(repeating: 0x61, count: 60)).hasSuffix("a\""))
        #expect(Printable.quoted(Array(repeating: 0x61, count: 61)).hasSuffix("a\"…"))
    }

    @Test func theTailIsOfWholeLines() {
        #expect(Printable.tail("\n\na\nb\n\nc\n\n", lines: 3) == ["b", "", "c"])
        #expect(Printable.tail("", lines: 3) == [])
    }

    @Test(arguments: [
        ("{\"init terminating in do_boot\",{undef,[{'Elixir.Foo',bar,1,[]}]}}", "is missing"),
        ("** (UndefinedFunctionError) function Foo.bar/0 is undefined", "is missing"),
        ("=CRASH\nCrash dump is being written to: x\n", "crashed"),
        ("/lib/libc.so.6: version `GLIBC_2.38' not found (required by x.so)", "newer C library"),
        ("could not load application foo", "add it"),
    ])
    func crashesAreExplained(_ output: String, _ hint: String) {
        #expect(CrashSign.find(in: output)?.hint.contains(hint) == true)
    }

    @Test func plainOutputIsNoCrash() {
        #expect(CrashSign.find(in: "Hello, Ana!\nexit status 3\n") == nil)
    }
}
