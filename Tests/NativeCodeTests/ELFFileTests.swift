import SampleELF
import Testing

@testable import NativeCode

struct ELFFileTests {
    private static let sample = SampleELF(
        needed: ["libc.so.6", "libm.so.6"], interpreter: "/lib64/ld-linux-x86-64.so.2",
        versions: [("libc.so.6", ["GLIBC_2.38", "GLIBC_2.2.5"]), ("libm.so.6", ["GLIBC_2.29"])])

    @Test func readsWhatTheLoaderReads() throws {
        let file = try #require(ELFFile(Self.sample.bytes))
        #expect(file.machine == .x86_64)
        #expect(file.interpreter == "/lib64/ld-linux-x86-64.so.2")
        #expect(file.isDynamicProgram)
        #expect(file.needed == ["libc.so.6", "libm.so.6"])
        #expect(file.symbolVersions == ["GLIBC_2.2.5", "GLIBC_2.29", "GLIBC_2.38"])
    }

    @Test(arguments: [(183, ELFFile.Machine.arm64), (62, .x86_64), (243, .other(243))])
    func tellsTheProcessor(_ number: Int, _ machine: ELFFile.Machine) {
        var sample = SampleELF()
        sample.machine = number
        #expect(ELFFile(sample.bytes)?.machine == machine)
    }

    @Test func aLibraryAsksForNoLoader() throws {
        let file = try #require(ELFFile(SampleELF(needed: ["libc.so.6"]).bytes))
        #expect(file.interpreter == nil && !file.isDynamicProgram)
        #expect(file.symbolVersions.isEmpty)
    }

    @Test func refusesOtherFiles() {
        var bytes = Self.sample.bytes
        #expect(ELFFile([]) == nil)
        #expect(ELFFile(Array("#!/bin/sh\n".utf8)) == nil)
        bytes[4] = 1
        #expect(ELFFile(bytes) == nil, "32 bits")
        bytes[4] = 2
        bytes[5] = 2
        #expect(ELFFile(bytes) == nil, "big-endian")
    }

    @Test func survivesEveryCut() {
        let bytes = Self.sample.bytes
        for count in bytes.indices { _ = ELFFile(Array(bytes[..<count])) }
    }

    @Test func survivesEveryChangedByte() {
        let bytes = Self.sample.bytes
        for index in bytes.indices {
            for value: UInt8 in [0, 1, 0x7F, 0x80, 0xFF] {
                var changed = bytes
                changed[index] = value
                _ = ELFFile(changed)
            }
        }
    }

    @Test func survivesTheLargestNumbers() {
        let bytes = Self.sample.bytes
        for start in stride(from: 16, to: bytes.count - 8, by: 1) {
            var changed = bytes
            for index in start..<(start + 7) { changed[index] = 0xFF }
            changed[start + 7] = 0x7F
            _ = ELFFile(changed)
        }
    }
}
