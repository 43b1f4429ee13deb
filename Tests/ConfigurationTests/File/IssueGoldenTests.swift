import Testing

@testable import Configuration

/// The faults that the matrix file's users meet most, told word by word.
@Suite struct IssueGoldenTests {
    @Test func anUnknownKey() {
        let text = """
            version: 1
            apps:
              test_cli: {path: smoke_tests/test_cli, modes: [cli]}
            matrix:
              otp: ["27"]
              elixir: auto
              taget: [any_linux_x86_64]
            """
        #expect(
            told(text) == """
                matrix.yaml:7:3: error: unknown key 'taget'
                 7 |   taget: [any_linux_x86_64]
                   |   ^~~~~
                   = expected one of target, otp, elixir, mode, exclude, include
                   = did you mean 'target'?

                """)
    }

    @Test func textsThatYAMLWouldTakeForSomethingElse() {
        let text = """
            version: 1
            apps:
              a: {path: a, modes: [cli]}
            matrix: {target: auto, otp: [28.10, no], elixir: on}
            """
        #expect(
            told(text) == """
                matrix.yaml:4:37: error: 'no' is not an OTP version
                 4 | matrix: {target: auto, otp: [28.10, no], elixir: on}
                   |                                     ^~
                   = expected an OTP version such as 27 or 27.3.4.1
                matrix.yaml:4:50: error: 'on' is not an Elixir version
                 4 | matrix: {target: auto, otp: [28.10, no], elixir: on}
                   |                                                  ^~
                   = expected an Elixir version such as 1.18 or 1.18.3, or auto

                """)
    }

    @Test(arguments: [
        (
            "",
            """
            matrix.yaml:1:1: error: the file is empty

            """
        ),
        (
            "a: 1\n\tb: 2\n",
            """
            matrix.yaml:2:1: error: a tab where only spaces may stand
             2 | \tb: 2
               | ^
               = indent with spaces

            """
        ),
        (
            "version: 1\n---\nversion: 1\n",
            """
            matrix.yaml:2:1: error: a second document begins here
             2 | ---
               | ^
               = the file must hold one document

            """
        ),
        (
            "a: &a [x, x]\nb: &b [*c]\n",
            """
            matrix.yaml:2:8: error: unknown alias '*c'
             2 | b: &b [*c]
               |        ^
               = no '&c' stands before it

            """
        ),
        (
            "a: &a [1, *a]\n",
            """
            matrix.yaml:1:11: error: alias '*a' stands inside the value it names
             1 | a: &a [1, *a]
               |           ^

            """
        ),
        (
            "- 1\n",
            """
            matrix.yaml:1:1: error: the file cannot be a list
             1 | - 1
               | ^~~
               = expected a mapping with version, apps and matrix

            """
        ),
        (
            "version: 2\nfuture: true\n",
            """
            matrix.yaml:1:10: error: version '2' of the schema is not known
             1 | version: 2
               |          ^
               = expected 1, the only version of the schema
               = a newer bmatrix may know it

            """
        ),
        (
            "apps: [a\nmatrix: 1\n",
            """
            matrix.yaml:2:7: error: expected ',' or ']'
             2 | matrix: 1
               |       ^
               = the list that began in line 1 is not closed

            """
        ),
    ])
    func filesThatCannotBeRead(text: String, expected: String) {
        #expect(told(text) == expected)
    }

    @Test func bytesThatAreNotUTF8() {
        #expect(
            told(Array("version: 1\nsmoke: ".utf8) + [0xE4, 0x0A]) == """
                matrix.yaml:2:8: error: this is not UTF-8
                 2 | smoke: \u{FFFD}
                   |        ^
                   = save the file as UTF-8

                """)
    }

    @Test func aBombOfAliases() {
        let lines = (0..<9).map { level in
            let items = Array(repeating: level == 0 ? "lol" : "*x\(level - 1)", count: 9).joined(separator: ",")
            return "x-\(level): &x\(level) [\(items)]"
        }
        #expect(
            told(lines.joined(separator: "\n")) == """
                matrix.yaml:5:31: error: too many values: more than 50000 once aliases are replaced
                 5 | x-4: &x4 [*x3,*x3,*x3,*x3,*x3,*x3,*x3,*x3,*x3]
                   |                               ^
                   = aliases of aliases multiply; write fewer of them

                """)
    }

    @Test func duplicateKeysAndOtherFaultsInOneGo() {
        #expect(
            told(small("output: a\noutput: b\nlimits: {jobs: 0}\n")) == """
                matrix.yaml:9:1: error: duplicate key 'output'
                 9 | output: b
                   | ^
                   = it is already there in line 8
                matrix.yaml:10:16: error: '0' is not auto or a whole number from 1 to 1024
                 10 | limits: {jobs: 0}
                    |                ^
                    = expected auto or a whole number from 1 to 1024

                """)
    }

    @Test func whatMatchesNothing() {
        let text = """
            version: 1
            apps:
              a: {path: a, modes: [cli]}
            matrix:
              target: any_linux_x86_64
              otp: ["27"]
              exclude:
                - {otp: "29*", reason: preview}
            overrides:
              - when: {mode: tui}
                compression: 3
            smoke: {a: [{name: runs}]}
            """
        #expect(
            planned(text) == """
                matrix.yaml:8:7: error: this exclude matches no cell
                 8 |     - {otp: "29*", reason: preview}
                   |       ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~
                   = remove it, or compare its names and versions with apps and matrix
                matrix.yaml:10:5: error: this override matches no cell
                 10 |   - when: {mode: tui}
                    |     ^~~~~~~~~~~~~~~~~
                    = remove it, or compare its names and versions with apps and matrix

                """)
    }

    @Test func anUnsupportedCellAskedForByName() {
        let text = """
            version: 1
            apps: {a: {path: a, modes: [cli, tui]}}
            matrix:
              target: any_linux_x86_64
              otp: ["27"]
              include:
                - {app: a, mode: tui, otp: "27", target: windows_x86_64}
                - {app: a, mode: cli, otp: "27", elixir: "1.16", target: any_linux_x86_64}
            smoke: {a: [{name: runs}]}
            """
        #expect(
            planned(text) == """
                matrix.yaml:7:7: error: this cell cannot be built: tui needs a Unix terminal, which Windows does not have
                 7 |     - {app: a, mode: tui, otp: "27", target: windows_x86_64}
                   |       ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
                matrix.yaml:8:7: error: this cell cannot be built: Elixir 1.16 does not run on OTP 27; it supports OTP 24 to 26
                 8 |     - {app: a, mode: cli, otp: "27", elixir: "1.16", target: any_linux_x86_64}
                   |       ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~

                """)
    }
}
