import Testing

@testable import Builds
@testable import Configuration

struct BuildEnvironmentTests {
    private static let caller = [
        "PATH": "/x", "SSH_AUTH_SOCK": "/s", "TOKEN": "t", "ASDF_DIR": "/a", "MISE_SHELL": "bash", "RTX_X": "1",
        "KERL_BASE_DIR": "/k", "ERL_LIBS": "/l", "ERL_FLAGS": "+x", "ERLC_USE_SERVER": "1", "ELIXIR_ERL_OPTIONS": "+y",
        "MIX_ENV": "dev", "MIX_EXS": "/m", "HEX_API_KEY": "h", "REBAR_X": "r", "BINDIR": "/b", "ROOTDIR": "/r",
        "EMU": "e", "PROGNAME": "p", "NVM_DIR": "/n", "NVM": "x",
    ]

    private func variables(pass: [String] = [], set: [String: String] = [:], strip: [String] = []) -> [String: String] {
        BuildEnvironment.variables(EnvironmentSettings(pass: pass, set: set, strip: strip), caller: Self.caller)
    }

    @Test func nothingIsPassedOnUnasked() { #expect(variables().isEmpty) }

    @Test func passesWhatIsNamedAndThere() {
        #expect(variables(pass: ["SSH_AUTH_SOCK", "MISSING"]) == ["SSH_AUTH_SOCK": "/s"])
    }

    @Test func setsWhatIsGiven() {
        #expect(variables(pass: ["TOKEN"], set: ["TOKEN": "u", "EMPTY": ""]) == ["TOKEN": "u", "EMPTY": ""])
        #expect(variables(set: ["MIX_REBAR3": "/usr/bin/rebar3"]) == ["MIX_REBAR3": "/usr/bin/rebar3"])
    }

    @Test func versionManagersAndBuildToolsNeverPass() {
        let passed = variables(pass: Self.caller.keys.sorted())
        #expect(passed.keys.sorted() == ["NVM", "NVM_DIR", "PATH", "SSH_AUTH_SOCK", "TOKEN"])
    }

    @Test func stripsWhatIsNamed() {
        #expect(variables(pass: ["NVM", "NVM_DIR", "TOKEN"], strip: ["nvm"]) == ["TOKEN": "t"])
    }
}
