import Foundation
import SampleELF
import Testing

@testable import NativeCode

struct NativeFileTests {
    private static let samples: [[UInt8]] = [
        SampleELF(needed: ["libc.so.6"], versions: [("libc.so.6", ["GLIBC_2.38"])]).bytes,
        SampleMachO(libraries: ["/usr/lib/libSystem.B.dylib"]).bytes,
        SampleMachO.universal([SampleMachO(processor: 0x0100_0007), SampleMachO()]), samplePE(machine: 0x8664),
    ]

    @Test(arguments: [(2, NativeFile.Role.program), (3, .library), (1, .object), (4, .object)])
    func tellsWhatAnELFFileIsFor(_ type: Int, _ role: NativeFile.Role) throws {
        var sample = SampleELF(needed: ["libc.so.6"])
        sample.type = type
        let file = try #require(NativeFile(sample.bytes))
        #expect(file.role == role)
        #expect(file.format == .elf && file.system == "linux" && file.machines == ["x86_64"])
    }

    @Test func aProgramMayLieAnywhere() {
        var sample = SampleELF()
        sample.isProgram = true
        #expect(NativeFile(sample.bytes)?.role == .program, "static")
        #expect(NativeFile(SampleELF(interpreter: "/lib/ld-musl-x86_64.so.1").bytes)?.role == .program)
    }

    @Test func readsTheVersionsThatALibraryHas() {
        var sample = SampleELF(needed: ["ld-linux-x86-64.so.2"])
        sample.definitions = ["libc.so.6", "GLIBC_2.2.5", "GLIBC_2.41"]
        #expect(NativeFile(sample.bytes)?.definedVersions == ["GLIBC_2.2.5", "GLIBC_2.41", "libc.so.6"])
    }

    @Test(arguments: [
        (1, 1, 3, "x86"), (1, 1, 40, "arm"), (2, 2, 21, "ppc64"), (2, 1, 183, "arm64"), (2, 1, 999, "machine 999"),
    ])
    func tellsOtherProcessorsByTheHeader(_ width: Int, _ order: Int, _ machine: Int, _ name: String) {
        var sample = SampleELF()
        sample.machine = machine
        var bytes = sample.bytes
        (bytes[4], bytes[5]) = (UInt8(width), UInt8(order))
        if order == 2 { (bytes[16], bytes[17], bytes[18], bytes[19]) = (bytes[17], bytes[16], bytes[19], bytes[18]) }
        #expect(NativeFile(bytes)?.machines == [name])
    }

    @Test func tellsAnotherSystem() {
        var bytes = SampleELF().bytes
        bytes[7] = 9
        #expect(NativeFile(bytes)?.system == "freebsd")
    }

    @Test(arguments: [(0x0100_0007, "x86_64"), (0x0100_000C, "arm64"), (7, "x86"), (99, "machine 99")])
    func readsMachO(_ processor: Int, _ name: String) throws {
        let sample = SampleMachO(
            processor: processor, libraries: ["/usr/lib/libSystem.B.dylib", "@rpath/libown.dylib"])
        let file = try #require(NativeFile(sample.bytes))
        #expect(file.format == .machO && file.system == "macos" && file.role == .library)
        #expect(file.machines == [name])
        #expect(file.needed == ["/usr/lib/libSystem.B.dylib", "@rpath/libown.dylib"])
    }

    @Test func tellsMacOSFromIOS() {
        #expect(NativeFile(SampleMachO(platform: 2).bytes)?.system == "ios")
        #expect(NativeFile(SampleMachO(type: 2).bytes)?.role == .program)
        #expect(NativeFile(SampleMachO(type: 1).bytes)?.role == .object)
    }

    @Test func readsUniversalFiles() throws {
        let bytes = SampleMachO.universal([SampleMachO(processor: 0x0100_0007), SampleMachO()])
        #expect(NativeFile(bytes)?.machines == ["x86_64", "arm64"])
        // A class of Java 8: the same first bytes, then its version.
        #expect(NativeFile([0xCA, 0xFE, 0xBA, 0xBE, 0, 0, 0, 52] + [UInt8](repeating: 1, count: 200)) == nil)
    }

    @Test(arguments: [(0x8664, "x86_64"), (0xAA64, "arm64"), (0x14C, "x86")])
    func readsPE(_ machine: Int, _ name: String) throws {
        let file = try #require(NativeFile(samplePE(machine: machine)))
        #expect(file.format == .pe && file.system == "windows" && file.role == .library && file.machines == [name])
        #expect(NativeFile(samplePE(machine: machine, isLibrary: false))?.role == .program)
        #expect(NativeFile([0x4D, 0x5A] + [UInt8](repeating: 0, count: 100)) == nil, "a program of DOS")
    }

    @Test func otherFilesAreNoNativeCode() {
        for text in ["", "\u{7F}ELF", "#!/bin/sh\n", "MZ", "FOR1"] {
            #expect(NativeFile(Array(text.utf8)) == nil)
        }
        #expect(!NativeFile.mayBegin(Array("FOR1".utf8)))
        for sample in Self.samples { #expect(NativeFile.mayBegin(Array(sample.prefix(NativeFile.markLength)))) }
    }

    @Test func survivesEveryCutAndEveryChangedByte() {
        for sample in Self.samples {
            for count in sample.indices { _ = NativeFile(Array(sample[..<count])) }
            for index in sample.indices {
                for value: UInt8 in [0, 1, 0x7F, 0x80, 0xFF] {
                    var changed = sample
                    changed[index] = value
                    _ = NativeFile(changed)
                }
            }
            for start in 4..<max(sample.count - 8, 4) {
                var changed = sample
                for index in start..<(start + 8) { changed[index] = 0xFF }
                _ = NativeFile(changed)
            }
        }
    }

    /// The programs of this machine, as its linker made them.
    @Test func readsWhatTheSystemRuns() throws {
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: "/bin/sh")))
        let file = try #require(NativeFile(bytes))
        #expect(file.format == .elf && file.role == .program && file.system == "linux")
        #expect(file.interpreter != nil || file.needed.isEmpty)
    }
}
