import Matrix
import NativeCode
import SampleELF
import Testing

@testable import Releases

struct NativeJudgementTests {
    private static let anyLinux = "any_linux_x86_64"
    private static let ubuntu = "ubuntu_22_04_x86_64"
    private static let alpine = "alpine_3_19_x86_64"
    private static let path = "lib/demo-1.0/priv/demo.so"

    private func contents(
        _ files: [(String, [UInt8])], bundled: String? = nil, isStatic: Bool = false
    ) throws -> NativeContents {
        var contents = NativeContents()
        contents.bundledGlibc = bundled.flatMap { Version($0) }
        contents.bringsLoader = bundled != nil
        contents.isStatic = isStatic
        contents.files = try files.map { NativeEntry(path: $0.0, try #require(NativeFile($0.1))) }
        return contents
    }

    private func failure(
        _ contents: NativeContents, on target: String, limit: String? = nil
    ) throws -> Failure? {
        let target = try #require(Target.named(target, host: .x86_64))
        do throws(Failure) {
            try NativeJudgement(contents, target: target, limit: limit.flatMap { Version($0) }).check()
            return nil
        } catch { return error }
    }

    private func library(_ versions: String..., machine: Int = 62) -> [UInt8] {
        var sample = SampleELF(needed: ["libc.so.6"], versions: [("libc.so.6", versions)])
        sample.machine = machine
        return sample.bytes
    }

    @Test func goodFilesPassEverywhere() throws {
        let good = try contents([(Self.path, library("GLIBC_2.2.5", "GLIBC_2.34"))])
        #expect(try failure(good, on: Self.ubuntu) == nil)
        var bundled = good
        bundled.bundledGlibc = Version("2.41")
        bundled.bringsLoader = true
        #expect(try failure(bundled, on: Self.anyLinux) == nil)
        #expect(good.glibcFloor == Version("2.34"))
        #expect(bundled.glibcFloor == nil)
    }

    @Test func theWrongProcessorIsNamed() throws {
        let failure = try #require(try failure(try contents([(Self.path, library(machine: 183))]), on: Self.ubuntu))
        #expect(failure.code == "native.wrong-machine" && failure.stage == .assemble)
        #expect(failure.message.contains("\(Self.path): an ELF file for linux arm64"))
        #expect(failure.message.contains("\(Self.ubuntu) runs files for linux x86_64"))
        #expect(failure.hint.contains("compile it for \(Self.ubuntu)"))
    }

    @Test func theWrongSystemIsNamed() throws {
        for (bytes, words) in [
            (SampleMachO(processor: 0x0100_0007).bytes, "a Mach-O file for macos x86_64"),
            (samplePE(machine: 0x8664), "a PE file for windows x86_64"),
        ] {
            let failure = try #require(try failure(try contents([(Self.path, bytes)]), on: Self.ubuntu))
            #expect(failure.code == "native.wrong-system" && failure.message.contains(words))
        }
    }

    @Test func oneOfSeveralProcessorsIsEnough() throws {
        let universal = SampleMachO.universal([SampleMachO(processor: 0x0100_0007), SampleMachO()])
        let files = try contents([(Self.path, universal)])
        #expect(try failure(files, on: "macos_12_x86_64") == nil)
        #expect(try failure(files, on: "macos_12_arm64") == nil)
        let single = try contents([(Self.path, SampleMachO().bytes)])
        #expect(try failure(single, on: "macos_12_x86_64")?.code == "native.wrong-machine")
    }

    @Test func aNewerGlibcThanTheTargetsIsRefused() throws {
        let files = try contents([(Self.path, library("GLIBC_2.17", "GLIBC_2.36", "GLIBC_2.38"))])
        let failure = try #require(try failure(files, on: Self.ubuntu))
        #expect(failure.code == "native.newer-glibc")
        #expect(failure.message.contains("\(Self.path): needs GLIBC_2.36, GLIBC_2.38"))
        #expect(failure.message.contains("ubuntu_22_04_x86_64 has glibc 2.35"))
    }

    @Test func theLibraryOfCxxIsToldAlong() throws {
        let versions = [
            ("libc.so.6", ["GLIBC_2.38"]), ("libstdc++.so.6", ["GLIBCXX_3.4.32", "GLIBCXX_3.4.9", "CXXABI_1.3"]),
        ]
        let files = try contents([(Self.path, SampleELF(needed: ["libc.so.6"], versions: versions).bytes)])
        #expect(try failure(files, on: Self.ubuntu)?.message.contains("needs GLIBC_2.38 (and GLIBCXX_3.4.32)") == true)
    }

    @Test func aNewerGlibcThanTheBundledOneIsRefused() throws {
        let files = [(Self.path, library("GLIBC_2.38"))]
        #expect(try failure(try contents(files, bundled: "2.41"), on: Self.anyLinux) == nil)
        let failure = try #require(try failure(try contents(files, bundled: "2.36"), on: Self.anyLinux))
        #expect(failure.code == "native.newer-glibc" && failure.message.contains("travels with the runtime is 2.36"))
    }

    @Test func theLimitIsThatOfTheWholeArtifact() throws {
        let files = try contents([
            ("erts-15/bin/beam.smp", library("GLIBC_2.34")), (Self.path, library("GLIBC_2.28")),
        ])
        #expect(try failure(files, on: Self.ubuntu, limit: "2.34") == nil)
        let failure = try #require(try failure(files, on: Self.ubuntu, limit: "2.31"))
        #expect(failure.code == "native.glibc-limit")
        #expect(
            failure.message.contains("erts-15/bin/beam.smp: needs GLIBC_2.34") && !failure.message.contains(Self.path))
        var bundled = files
        bundled.bundledGlibc = Version("2.41")
        bundled.bringsLoader = true
        #expect(try self.failure(bundled, on: Self.anyLinux, limit: "2.17") == nil, "its own glibc needs none")
    }

    @Test func aStaticEmulatorLoadsNothing() throws {
        let failure = try #require(
            try failure(try contents([(Self.path, SampleELF().bytes)], isStatic: true), on: Self.alpine))
        #expect(failure.code == "native.static-emulator" && failure.message.contains(Self.path))
        #expect(failure.hint.contains("any_linux_x86_64"))
        var program = SampleELF()
        program.type = 2
        #expect(
            try self.failure(try contents([("lib/demo-1.0/priv/port", program.bytes)], isStatic: true), on: Self.alpine)
                == nil)
    }

    @Test func theOtherCLibraryIsRefused() throws {
        let musl = SampleELF(needed: ["libc.musl-x86_64.so.1"]).bytes
        #expect(try failure(try contents([(Self.path, musl)]), on: Self.ubuntu)?.code == "native.wrong-libc")
        #expect(try failure(try contents([(Self.path, musl)]), on: Self.alpine) == nil)
        #expect(
            try failure(try contents([(Self.path, library("GLIBC_2.2.5"))]), on: Self.alpine)?.code
                == "native.wrong-libc")
    }

    @Test func aLoaderOfOneMachineIsRefused() throws {
        func program(_ loader: String) throws -> NativeContents {
            try contents([("lib/demo-1.0/priv/port", SampleELF(interpreter: loader).bytes)])
        }
        #expect(try failure(try program("/lib64/ld-linux-x86-64.so.2"), on: Self.ubuntu) == nil)
        let store = "/nix/store/abc-glibc/lib/ld-linux-x86-64.so.2"
        let failure = try #require(try failure(try program(store), on: Self.ubuntu))
        #expect(failure.code == "native.foreign-loader" && failure.message.contains(store))
    }

    @Test func bundledProgramsStandBehindTheStub() throws {
        let program = SampleELF(interpreter: "/lib64/ld-linux-x86-64.so.2").bytes
        var stub = SampleELF()
        stub.type = 2
        let wrapped = try contents([("a/priv/port", stub.bytes), ("a/priv/port.elf", program)], bundled: "2.41")
        #expect(try failure(wrapped, on: Self.anyLinux) == nil)
        let bare = try contents([("a/priv/port", program)], bundled: "2.41")
        #expect(try failure(bare, on: Self.anyLinux)?.code == "native.foreign-loader")
    }

    @Test func manyFilesAreInTheLog() throws {
        let files = (1...5).map { ("lib/demo-1.0/priv/n\($0).so", library(machine: 183)) }
        let failure = try #require(try failure(try contents(files), on: Self.ubuntu))
        #expect(failure.message.contains("n3.so") && !failure.message.contains("n4.so"))
        #expect(failure.message.contains("and 2 more") && failure.log.count == 5)
    }

    @Test func marksStandForVersions() {
        #expect(
            GlibcSymbols.versions(in: ["GLIBC_PRIVATE", "GLIBC_2.4", "GLIBC_ABI_DT_RELR", "GLIBC_2.10", "GCC_3.0"])
                .map(\.text) == ["2.4", "2.10", "2.36"])
    }
}
