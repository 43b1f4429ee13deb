import Testing

@testable import Releases

struct EscriptArgumentsTests {
    /// The words, those left to the emulator, and Kernel's parameters.
    @Test(arguments: [
        (
            "-escript main tool -kernel standard_io_encoding latin1", "-escript main tool",
            ["standard_io_encoding=latin1"]
        ),
        ("-kernel a b c d +S 1", "+S 1", ["a=b", "c=d"]), ("+S 1 -kernel a b", "+S 1", ["a=b"]),
        ("-kernel a 1 -noinput", "-kernel a 1 -noinput", []), ("-kernel a [b] +S 1", "-kernel a [b] +S 1", []),
        ("-kernel a", "-kernel a", []), ("-kernel", "", []), ("-kernel A b", "-kernel A b", []), ("", "", []),
    ])
    func kernelsPlainParametersGoIntoTheScript(_ all: String, _ words: String, _ kernel: [String]) {
        let arguments = EscriptArguments(all.split(separator: " ").map(String.init))
        #expect(arguments.words == words.split(separator: " ").map(String.init))
        #expect(arguments.kernel.map { "\($0.name)=\($0.value)" } == kernel)
    }

    @Test(arguments: [
        ("-escript main tool_escript", "tool", "tool_escript"), ("+S 1", "tool", "tool"),
        ("", "tool.v1.escript", "tool.v1"),
        ("-escript main", "tool", "tool"), ("-escript other x", "tool", "tool"),
    ])
    func theMainModuleIsNamedOrTheFilesOwn(_ words: String, _ file: String, _ module: String) {
        #expect(EscriptArguments(words.split(separator: " ").map(String.init)).main(of: file) == module)
    }

    @Test(arguments: [("-escript main x", false), ("-eval x", true), ("-kernel a 1", true), ("-kernel a b", false)])
    func termsAreReadByErlang(_ words: String, _ expected: Bool) {
        #expect(EscriptArguments(words.split(separator: " ").map(String.init)).haveTerms == expected)
    }
}
