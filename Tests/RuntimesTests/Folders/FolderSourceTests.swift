import Host
import Matrix
import SampleELF
import SystemPackage
import Testing

@testable import Runtimes

@Suite struct FolderSourceTests {
    @Test func whatAFolderServesIsReadFromItsFiles() async throws {
        try await FileServer.with { _, folder, context in
            let tree = folder.appending("tree")
            try SmallOTP().write(to: tree.appending("lib/erlang"))
            let source = DirectorySource(erlang: [tree])
            let catalog = Catalog(sources: [source], context: context)
            let offer = try #require(try await catalog.offers(for: .any).runtimes.first)
            #expect(offer.description == "27.3.4.1 (directory \(tree))")
            #expect(offer.platform.description == "linux x86_64, glibc 2.34 or newer")
            let runtime = try await catalog.runtime(for: offer)
            #expect(Disk().kind(of: runtime.root.appending("bin/start.boot")) == .file)
            try Disk().write("changed", to: tree.appending("lib/erlang/lib/kernel-10.2/ebin/x.app"))
            #expect(try await catalog.runtime(for: offer).key != runtime.key)
        }
    }

    @Test(arguments: ["tar.gz", "tar.xz", "tar.zst", "zip", "deb"])
    func anArchiveIsUnpackedOnceAndReadFromItsFiles(form: String) async throws {
        try await FileServer.with { _, folder, context in
            let archive = try SmallOTP(programs: ["beam.smp": SmallOTP.muslProgram]).pack(form, in: folder)
            let catalog = Catalog(sources: [ArchiveSource(erlang: [archive])], context: context)
            let offer = try #require(try await catalog.offers(for: .any).runtimes.first)
            #expect(offer.otp.text == "27.3.4.1" && offer.platform.description == "linux x86_64, musl")
            #expect(try await catalog.place(of: offer).isThere)
            let runtime = try await catalog.runtime(for: offer)
            #expect(runtime.isCached && Disk().isExecutable(runtime.root.appending("erts-15.2/bin/beam.smp")))
        }
    }

    @Test(arguments: ["zip", "tar.gz"])
    func aTreeForWindowsMayBeMovedAndStaysOne(form: String) async throws {
        try await FileServer.with { _, folder, context in
            let archive = try SmallOTP(programs: SmallOTP.windowsPrograms).pack(form, in: folder)
            let catalog = Catalog(sources: [ArchiveSource(erlang: [archive])], context: context)
            let offer = try #require(try await catalog.offers(for: .any).runtimes.first)
            #expect(offer.platform.description == "windows x86_64")
            let programs = try await catalog.runtime(for: offer).root.appending("erts-15.2/bin")
            #expect(Disk().isExecutable(programs.appending("erl.exe")))
            #expect(Disk().kind(of: programs.appending("erl.ini")) == nil)
            #expect(Disk().kind(of: programs.appending("erl")) == nil)
        }
    }

    @Test(arguments: [(0x0100_000C, "macos arm64"), (0x0100_0007, "macos x86_64")])
    func aTreeForMacOSIsKnownByItsEmulator(processor: Int, expected: String) async throws {
        try await FileServer.with { _, folder, context in
            let program = SampleMachO(processor: processor, type: 2).bytes
            try SmallOTP(programs: SmallOTP.macPrograms(program)).write(to: folder.appending("tree"))
            let catalog = Catalog(sources: [DirectorySource(erlang: [folder.appending("tree")])], context: context)
            let offer = try #require(try await catalog.offers(for: .any).runtimes.first)
            #expect(offer.platform.description == expected)
            let root = try await catalog.runtime(for: offer).root
            #expect(Disk().isExecutable(root.appending("erts-15.2/bin/beam.smp")))
        }
    }

    @Test func anEmulatorForIPhonesOrForSeveralProcessorsIsRefused() async throws {
        try await FileServer.with { _, folder, context in
            let phone = SampleMachO(type: 2, platform: 2).bytes
            let both = SampleMachO.universal([SampleMachO(type: 2), SampleMachO(processor: 0x0100_0007, type: 2)])
            for (name, program) in [("phone", phone), ("both", both)] {
                try SmallOTP(programs: SmallOTP.macPrograms(program)).write(to: folder.appending(name))
                let offers = await DirectorySource(erlang: [folder.appending(name)]).offers(for: .any, context)
                #expect(offers.problems.first?.code == "runtimes.unknown-program", "\(name)")
            }
        }
    }

    @Test func aTreeForWindowsThatLacksAProgramIsNotWhole() async throws {
        try await FileServer.with { _, folder, context in
            var programs = SmallOTP.windowsPrograms
            programs["erlexec.dll"] = nil
            try SmallOTP(programs: programs).write(to: folder.appending("tree"))
            let offers = await DirectorySource(erlang: [folder.appending("tree")]).offers(for: .any, context)
            #expect(offers.problems.first?.message.contains("erts-15.2/bin/erlexec.dll") == true)
        }
    }

    @Test func anArchiveThatIsNoneIsToldAndTheOthersServe() async throws {
        try await FileServer.with { _, folder, context in
            let (text, empty) = (folder.appending("text.tar.gz"), folder.appending("empty.zip"))
            try Disk().write("no archive", to: text)
            try TestArchive(entries: [("readme", .file("no OTP"))]).write(empty, format: "zip", filter: "none")
            let whole = try SmallOTP().pack("tar.gz", in: folder)
            let source = ArchiveSource(erlang: [folder.appending("none"), text, empty, whole])
            let offers = await source.offers(for: .any, context)
            #expect(offers.problems.map(\.code) == ["runtimes.no-archive", "archive.corrupt", "runtimes.incomplete"])
            #expect(offers.runtimes.count == 1)
        }
    }

    @Test func ofEqualVersionsTheFirstSourceOfTheFileServes() async throws {
        try await FileServer.with { _, folder, context in
            for name in ["a", "b"] {
                try SmallOTP(files: ["name": Array(name.utf8)]).write(to: folder.appending(name))
            }
            try SmallOTP(otp: "28.0").write(to: folder.appending("new"))
            let names = ["b", "a", "new"]
            let sources = names.map { DirectorySource(erlang: [folder.appending($0)]) }
            let offers = try await Catalog(sources: sources, context: context).offers(for: .any)
            #expect(offers.runtimes.map(\.origin) == ["new", "b", "a"].map { folder.appending($0).string })
        }
    }

    @Test func anElixirIsTakenToBeMadeByTheOldestOTPThatItSupports() async throws {
        try await FileServer.with { _, folder, context in
            let elixir = folder.appending("elixir")
            for name in ["bin/elixir", "bin/mix", "lib/elixir/ebin/elixir.app"] {
                try Disk().makeFolder(elixir.appending(name).removingLastComponent())
                try Disk().write("{vsn,\"1.19.0\"}", to: elixir.appending(name))
            }
            let source = DirectorySource(elixir: [elixir, folder.appending("none")])
            let offers = await source.offers(for: .any, context)
            #expect(
                offers.elixirs.map(\.otpMajor) == [26] && offers.problems.map(\.code) == ["runtimes.incomplete-elixir"])
            let made = try await Catalog(sources: [source], context: context).elixir(
                for: try #require(offers.elixirs.first))
            #expect(made.version.text == "1.19.0")
        }
    }
}
