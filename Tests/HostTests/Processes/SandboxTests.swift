import SystemPackage
import Testing

@testable import Host

@Suite struct SandboxTests {
    private let full = IsolationSupport(level: .full, readOnly: true, offline: true)

    private func options(_ sandbox: Sandbox, _ support: IsolationSupport? = nil, needed: [FilePath] = []) -> String {
        sandbox.keeperOptions(support ?? full, needed: needed).joined(separator: " ")
    }

    @Test func onlyWhatIsCoveredIsBroughtBack() {
        let sandbox = Sandbox(
            writable: ["/home/me/work"], readable: ["/usr/lib", "/home/me/cache", "/home/me/work/out/../tool"],
            hiddenHome: "/home/me")
        #expect(
            options(sandbox)
                == "--sandbox --private /tmp --private /dev/shm --hidden /home/me --writable /home/me/work"
                + " --readable /home/me/cache --readable /home/me/work/tool")
    }

    @Test func whatIsNeededIsVisibleWhateverWasForgotten() {
        let sandbox = Sandbox(writable: ["/tmp/out"], readable: ["/tmp/r"], hiddenHome: nil)
        let text = options(sandbox, needed: ["/tmp/r/program", "/tmp/out/folder", "/tmp/other", "/bin/sh"])
        #expect(text.hasSuffix("--writable /tmp/out --readable /tmp/other --readable /tmp/r"))
    }

    @Test func whatIsHiddenIsNotBroughtBackAsAWhole() {
        let sandbox = Sandbox(writable: ["/w"], readable: ["/tmp", "/home/me", "/"], hiddenHome: "/home/me")
        #expect(!options(sandbox).contains("--readable"))
        #expect(options(sandbox, needed: ["/tmp/program", "/tmp"]).hasSuffix(" --readable /tmp/program"))
    }

    @Test(arguments: ["/", "/tmp", "/w"])
    func someHomesCannotBeHidden(_ home: FilePath) {
        #expect(!options(Sandbox(writable: ["/w"], hiddenHome: home)).contains("--hidden"))
    }

    @Test func theMachineDecidesWhatThereIs() {
        let sandbox = Sandbox(writable: [], hiddenHome: nil, network: true)
        #expect(options(sandbox, .barred) == "")
        let shared = IsolationSupport(
            level: .sharedProcesses, readOnly: true, offline: true, obstacle: "sandbox:proc: no")
        #expect(options(sandbox, shared).hasPrefix("--sandbox --share-processes --network "))
        #expect(shared.notice?.contains("(sandbox:proc: no)") == true)
        #expect(IsolationSupport.barred.notice != nil && full.notice == nil)
    }
}
