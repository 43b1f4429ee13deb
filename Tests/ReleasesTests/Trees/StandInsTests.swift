import NativeCode
import SampleELF
import Testing

@testable import Releases

/// Stand-ins beside libraries of this machine that want more or less of the real one.
struct StandInsTests {
    private let standIns = StandIns(.x86_64)

    @Test(arguments: [ELFFile.Machine.x86_64, .arm64])
    func eachIsALibraryForItsProcessor(_ machine: ELFFile.Machine) throws {
        let real = try #require(LoadedLibrary.bytes("libstdc++.so.6"))
        for name in [StandIns.cplusplus, StandIns.compiler, "libzstd.so.1"] {
            let library = try #require(StandIns(machine).substitute(for: name, users: [], real: real))
            #expect(ELFFile(library)?.machine == machine)
            #expect(library.count < 20_000)
            #expect(ELFSymbols(library)?.offered.isEmpty == false)
        }
    }

    @Test func onlyUsersWhoseWaysAreKnownMayHaveOne() {
        let emulator: Set = ["erts-15.2/bin/beam.smp"]
        let crypto: Set = ["libcrypto.so.3"]
        func may(_ name: String, _ users: Set<String>, isRuntimeOnly: Bool = true) -> Bool {
            standIns.mayReplace(name, usedBy: users, isRuntimeOnly: isRuntimeOnly)
        }
        #expect(may("libstdc++.so.6", emulator))
        #expect(may("libstdc++.so.6", emulator, isRuntimeOnly: false))
        #expect(may("libzstd.so.1", crypto))
        #expect(!may("libstdc++.so.6", crypto))
        #expect(!may("libzstd.so.1", emulator))
        #expect(!may("libstdc++.so.6", emulator.union(["lib/demo-1/priv/nif.so"])))
        #expect(!may("libstdc++.so.6", []))
        #expect(!may("libz.so.1", emulator))
        // Code of a project may load what needs the whole of it.
        #expect(!may("libgcc_s.so.1", emulator, isRuntimeOnly: false))
        #expect(!StandIns(.other(8)).mayReplace("libstdc++.so.6", usedBy: emulator, isRuntimeOnly: true))
    }

    @Test func whoWantsMoreGetsTheRealOne() throws {
        let real = try #require(LoadedLibrary.bytes("libstdc++.so.6"))
        let modest = try #require(LoadedLibrary.bytes("libyaml"))
        let greedy = try #require(LoadedLibrary.bytes("libswiftCore.so"))
        func substitute(_ users: [UInt8]...) -> [UInt8]? {
            standIns.substitute(for: StandIns.cplusplus, users: users, real: real)
        }
        #expect(substitute(modest) != nil)
        #expect(substitute(greedy) == nil)
        #expect(substitute(modest, greedy) == nil)
    }

    @Test func whatIsNotUnderstoodIsNotReplaced() throws {
        let real = try #require(LoadedLibrary.bytes("libstdc++.so.6"))
        let script = Array("#!/bin/sh\n".utf8)
        #expect(standIns.substitute(for: StandIns.cplusplus, users: [script], real: real) == nil)
        #expect(standIns.substitute(for: StandIns.cplusplus, users: [], real: script) == nil)
        #expect(standIns.substitute(for: "libz.so.1", users: [], real: real) == nil)
        #expect(StandIns(.other(8)).substitute(for: StandIns.cplusplus, users: [], real: real) == nil)
    }
}
