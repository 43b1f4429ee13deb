import Testing

@testable import Reports

@Suite struct CompilerMessagesTests {
    private func read(_ log: String) -> [String] {
        CompilerMessages(log.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)).all.map {
            let place = "\($0.file):\($0.line)" + ($0.column.map { ":\($0)" } ?? "")
            return "\($0.isError ? "error" : "warning") \(place) \($0.text)" + ($0.app.map { " in \($0)" } ?? "")
        }
    }

    @Test("Elixir 1.18 and 1.20: pictures with the place below")
    func elixir() {
        let log = """
            Compiling 1 file (.ex)
                warning: variable "y" is unused
                │
              3 │     y = 1
                │     ~
                │
                └─ lib/a.ex:3:5: A.run/1

                error: undefined function foo/0
                │
              4 │     foo()
                │     ^^^
                │
                └─ lib/a.ex:4:5: A.run/1


            == Compilation error in file lib/a.ex ==
            ** (CompileError) lib/a.ex: cannot compile module A (errors have been logged)
            """
        #expect(
            read(log) == [
                "warning lib/a.ex:3:5 variable \"y\" is unused", "error lib/a.ex:4:5 undefined function foo/0",
            ])
    }

    @Test("Elixir 1.18 and 1.20: syntax errors and missing ends")
    func syntax() {
        let log = """
            ** (MismatchedDelimiterError) mismatched delimiter found on lib/a.ex:3:1:
                error: unexpected reserved word: end
                │
              2 │   def run(, do: 1
                │          └ unclosed delimiter
              3 │ end
                │ └ mismatched closing delimiter (expected ")")
                │
                └─ lib/a.ex:3:1
                (elixir 1.18.3) lib/kernel/parallel_compiler.ex:428: anonymous fn/5
            """
        #expect(read(log) == ["error lib/a.ex:3:1 unexpected reserved word: end"])
    }

    @Test("A warning that has a picture and much text has its place, too")
    func types() {
        let log = """
            warning: incompatible types given to Kernel.+/2:

                1 + "a"

            typing violation found at:
            │
            3 │  def f(x) when x > 1, do: 1 + "a"
            │                             ~
            └─ lib/a.ex:3:29: A.f/1
            """
        #expect(read(log) == ["warning lib/a.ex:3:29 incompatible types given to Kernel.+/2:"])
    }

    @Test("Older Elixir: the place in front of errors and behind warnings; exceptions with their first place")
    func older() {
        let log = """
            warning: variable "x" is unused (if the variable is not meant to be used, prefix it with an underscore)
              lib/a.ex:2: A.run/1

            ** (CompileError) lib/x.ex:3: undefined function foo/0
                lib/x.ex:1: (module)
            ** (RuntimeError) no
                lib/b.ex:2: (module)
            """
        #expect(
            read(log).dropFirst() == [
                "error lib/x.ex:3 undefined function foo/0", "error lib/b.ex:2 RuntimeError: no",
            ])
        #expect(read(log).first?.hasPrefix("warning lib/a.ex:2 variable") == true)
    }

    @Test("Erlang's compiler, and rebar3's pictures")
    func erlang() {
        let log = """
            ==> child
            src/e.erl:3:17: syntax error before: '.'
            %    3| f() -> X = 1, g(.
            %     |                 ^

            src/w.erl:3:8: Warning: variable 'X' is unused
               ┌─ src/r.erl:
               │
             7 │  foo() -> X.
               │           ╰── variable 'X' is unbound

            """
        #expect(
            read(log) == [
                "error src/e.erl:3:17 syntax error before: '.' in child",
                "warning src/w.erl:3:8 variable 'X' is unused in child",
                "error src/r.erl:7 variable 'X' is unbound in child",
            ])
    }

    @Test(
        "What only looks like a place is none",
        arguments: ["a:b:c", "lib/a.ex:0:1: x", "x.erl:99999999999999999999:", "::"])
    func none(line: String) { #expect(read("error: no\n" + line).isEmpty) }
}
