import Testing

@testable import Matrix

struct SelectionExpressionTests {
    private func cell(
        otp: String? = "27.3.4.1", elixir: String? = "1.18.3", asked: String? = nil, naming: Bool = false
    ) throws -> Cell {
        Cell(
            app: "my_app", mode: .cli, otpRequest: try #require(VersionRequest("27")), otp: otp.flatMap { Version($0) },
            elixirRequest: asked.flatMap { VersionRequest($0) }, elixir: elixir.flatMap { Version($0) },
            target: try #require(Target.named("ubuntu_22_04_x86_64", host: .x86_64)), namesElixir: naming)
    }

    @Test(arguments: [
        ("otp=27*,mode=cli", true), ("otp=27", true), ("otp=27.3", true), ("otp=27.4", false), ("otp=2", false),
        ("otp=27.3.4.1", true), ("otp=26|27", true), ("otp=26|28", false), ("otp!=27", false), ("otp!=26|28", true),
        ("mode!=tui|daemon,app=my*", true), ("elixir=1.18", true), ("elixir=1.1*", true), ("elixir=1.1", false),
        ("target=*x86_64", true), ("target=ubuntu*arm64", false), ("id=my_app/*", true), ("id=*/otp-27/*", true),
        ("id=my_app/cli/otp-27.3.4.1/ubuntu_22_04_x86_64", true), ("id=my_app", false), ("id!=*tui*", true),
        ("  otp = 27 | 28 ,\tmode != tui ", true), ("app=*", true), ("app=my_app,app=other", false),
    ])
    func picksCells(_ text: String, _ isPicked: Bool) throws {
        #expect(try SelectionExpression(text, from: "--select").matches(cell()) == isPicked)
    }

    @Test(arguments: [
        ("", 0, "an axis is missing here"), ("otp=27,", 7, "an axis is missing here"), (",otp=27", 0, "an axis"),
        ("otp", 3, "'=' or '!=' must follow 'otp'"), ("otp>=27", 3, "'=' or '!='"), ("otp!27", 4, "'=' or '!='"),
        ("otp=", 4, "a pattern is missing"), ("otp=27|", 7, "a pattern is missing"), ("otp=,mode=cli", 4, "a pattern"),
        ("otp==27", 4, "a pattern holds no '='"), ("otp=27 mode=cli", 11, "a pattern holds no '='"),
        ("opt=27", 0, "unknown axis 'opt'"), ("otp=27,mod=cli", 7, "unknown axis 'mod'"), ("*=1", 0, "an axis"),
    ])
    func tellsWhatIsWrongAndWhere(_ text: String, _ column: Int, _ message: String) {
        let error = #expect(throws: SelectionError.self) { try SelectionExpression(text, from: "--skip") }
        #expect(error?.kind == .usage && error?.code.hasPrefix("selection.") == true)
        #expect(
            error?.message.hasPrefix(message) == true && error?.message.hasSuffix("--skip") == true, "\(error as Any)")
        #expect(error?.notes.first == text)
        #expect(error?.notes.last?.prefix { $0 == " " }.count == column, "\(error?.text ?? "")")
    }

    @Test func aMisspeltAxisIsGuessed() {
        let error = #expect(throws: SelectionError.self) {
            try SelectionExpression("otp=27,tagret=a*", from: "--select")
        }
        #expect(
            error?.text == """
                error: unknown axis 'tagret' in --select [selection.unknown-axis]
                  otp=27,tagret=a*
                         ^~~~~~
                  hint: did you mean 'target'? there are app, mode, otp, elixir, target and id
                """)
    }

    @Test func aLongExpressionIsShownInPart() {
        let text = String(repeating: "app=a,", count: 300) + "opt=1" + String(repeating: ",app=a", count: 300)
        let error = #expect(throws: SelectionError.self) { try SelectionExpression(text, from: "--select") }
        let notes = error?.notes ?? []
        #expect(notes.first?.count == 100)
        #expect(notes.first?.dropFirst(notes.last?.prefix { $0 == " " }.count ?? 0).hasPrefix("opt=1") == true)
        let endless = String(repeating: "app=a,", count: 10_000)
        #expect(throws: SelectionError.self) { try SelectionExpression(endless, from: "--select") }
    }

    @Test func whatAFileSaysCannotSteerATerminal() {
        let error = #expect(throws: SelectionError.self) { try SelectionExpression("\u{1B}[2Jopt=1\r\n", from: "x") }
        #expect(error?.text.contains { $0 == "\u{1B}" || $0 == "\r" } == false)
    }

    @Test func aCellIsCalledByTheVersionsThatWereAskedForToo() throws {
        let target = "ubuntu_22_04_x86_64"
        #expect(try cell().names.map(\.text) == ["my_app/cli/otp-27.3.4.1/\(target)", "my_app/cli/otp-27/\(target)"])
        #expect(try cell(otp: nil).names.map(\.text) == ["my_app/cli/otp-27/\(target)"])
        let named = try cell(asked: "1.18", naming: true).names.map(\.text)
        #expect(
            Set(named)
                == Set(
                    ["27", "27.3.4.1"].flatMap { otp in
                        ["1.18", "1.18.3"].map { "my_app/cli/otp-\(otp)/elixir-\($0)/\(target)" }
                    }))
        #expect(named.count == 4)
        let automatic = try cell(naming: true).names.map(\.text)
        #expect(automatic == ["27.3.4.1", "27"].map { "my_app/cli/otp-\($0)/elixir-1.18.3/\(target)" })
    }

    @Test(arguments: [
        ("test_cly", "test_cli"), ("tset_cli", "test_cli"), ("TEST_CLI", "test_cli"), ("test_cli", "test_cli"),
        ("nonsense", nil), ("", nil), ("t", nil),
    ])
    func findsTheNearestText(_ written: String, _ nearest: String?) {
        #expect(NearestText(written).best(of: ["other", "test_cli", "test_tui"]) == nearest)
    }
}
