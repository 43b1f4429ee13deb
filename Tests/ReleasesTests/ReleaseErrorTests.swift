import Host
import Matrix
import SystemPackage
import Testing

@testable import Releases

struct ReleaseErrorTests {
    @Test(arguments: [
        ("Unchecked dependencies for environment prod:", "mix deps.get"),
        (
            "** (Mix) You're trying to run :demo on Elixir v1.15.0 but it has declared in its mix.exs file it supports only Elixir ~> 1.18",
            "exclude"
        ),
        ("** (Mix) Could not generate escript, please set :main_module", "main_module"),
        ("** (Mix) No such release: \"x\"; mix.exs defines [:a]", "release:"),
        ("** (Mix) Could not install Rebar because Mix could not download metadata", "MIX_REBAR3"),
    ])
    func hintsTellWhatToDo(_ line: String, _ hint: String) {
        let error = ReleaseError.compileFailed(status: "exited with status 1", log: ["Compiling 1 file", line])
        #expect(error.hint.contains(hint))
        #expect(error.message.contains("exited with status 1"))
    }

    @Test func anUnknownLogHasAHintToo() {
        #expect(!CompileHint.hint(for: []).isEmpty)
        #expect(CompileHint.hint(for: ["boom"]) == CompileHint.hint(for: []))
    }

    @Test func onlyTheDiskIsTheSurroundings() {
        let failure = ReleaseError.disk(DiskError("write", "/x", 28)).failure(stage: .assemble)
        #expect(failure.isInfrastructure && failure.code == "disk.full" && failure.stage == .assemble)
        let other = ReleaseError.missingApplication(name: "observer", neededBy: "demo").failure(stage: .assemble)
        #expect(!other.isInfrastructure)
        #expect(other.message.contains("observer") && other.message.contains("demo"))
        let log = ReleaseError.compileTimedOut(seconds: 2, log: ["a"]).failure(stage: .compile)
        #expect(log.log == ["a"] && log.code == "compile.timeout" && log.message.contains("2 s"))
    }
}
