import Foundation
import Host
import Matrix
import SampleELF
import SystemPackage
import Testing

@testable import Releases

struct NativeSurveyTests {
    private let disk = Disk()

    @Test func readsAllButTheBundledLibraryAndObjects() throws {
        try withTemporaryFolder { root in
            var libc = SampleELF(needed: ["ld-linux-x86-64.so.2"])
            libc.definitions = ["GLIBC_2.2.5", "GLIBC_2.41", "GLIBC_PRIVATE"]
            var object = SampleELF()
            object.type = 1
            try put(libc.bytes, at: root.appending("libc/libc.so.6"))
            try put(object.bytes, at: root.appending("lib/demo-1/priv/probe.o"))
            try put(SampleELF(needed: ["libc.so.6"]).bytes, at: root.appending("lib/demo-1/priv/demo.so"))
            try put(SampleMachO().bytes, at: root.appending("lib/demo-1/priv/demo.dylib"))
            try fill(root, ["lib/demo-1/ebin/demo.beam": "FOR1", "lib/demo-1/priv/empty": ""])
            let contents = try NativeSurvey(root: root, disk: disk).contents()
            #expect(contents.files.map(\.path) == ["lib/demo-1/priv/demo.dylib", "lib/demo-1/priv/demo.so"])
            #expect(contents.files.map(\.libc) == [nil, .glibc])
            #expect(contents.bundledGlibc == Version("2.41") && !contents.bringsLoader)
            try put(object.bytes, at: root.appending("libc/ld.so"))
            #expect(try NativeSurvey(root: root, disk: disk).contents().bringsLoader)
        }
    }

    @Test func tellsAStaticEmulatorFromAStub() throws {
        try withTemporaryFolder { root in
            var program = SampleELF()
            program.type = 2
            let emulator = root.appending("erts-15.2/bin/beam.smp")
            try put(program.bytes, at: emulator, mode: 0o755)
            #expect(try NativeSurvey(root: root, disk: disk).contents().isStatic)
            try put(program.bytes, at: FilePath("\(emulator).elf"), mode: 0o755)
            #expect(try !NativeSurvey(root: root, disk: disk).contents().isStatic)
        }
    }

    @Test func programsOfAProjectGetTheStub() throws {
        try withTemporaryFolder { folder in
            var stub = SampleELF()
            stub.type = 2
            let runtime = folder.appending("otp/erts-15.2/bin/erlexec")
            try put(stub.bytes, at: runtime, mode: 0o755)
            let root = folder.appending("tree")
            let loader = "/lib64/ld-linux-x86-64.so.2"
            let port = root.appending("lib/demo-1/priv/bin/port")
            try put(SampleELF(interpreter: loader).bytes, at: port, mode: 0o755)
            try put(stub.bytes, at: root.appending("lib/demo-1/priv/static"), mode: 0o755)
            try fill(root, ["lib/demo-1/priv/run.sh": "#!/bin/sh\n"])
            let programs = BundledPrograms(tree: TreeWriter(root: root, disk: disk), stub: runtime, hasGlibc: true)
            try programs.wrap()
            #expect(disk.kind(of: FilePath("\(port).elf")) == nil, "this runtime has no stubs")
            try put(stub.bytes, at: FilePath("\(runtime).elf"), mode: 0o755)
            try programs.wrap()
            #expect(try disk.read(port) == stub.bytes && disk.isExecutable(port))
            #expect(try disk.read(FilePath("\(port).elf")) == SampleELF(interpreter: loader).bytes)
            #expect(disk.kind(of: root.appending("lib/demo-1/priv/static.elf")) == nil)
        }
    }

    /// A NIF as the C compiler of this machine makes it.
    @Test func readsWhatACompilerMakes() throws {
        try #require(disk.isExecutable("/usr/bin/gcc") || disk.kind(of: "/usr/bin/gcc") == .link)
        try withTemporaryFolder { root in
            let source =
                "#include <string.h>\n#include <stdio.h>\nint demo(char *t) { puts(t); return (int)strlen(t); }\n"
            try fill(root, ["demo.c": source])
            let compiler = Process()
            compiler.executableURL = URL(filePath: "/usr/bin/gcc")
            compiler.arguments = ["-shared", "-fPIC", "-o", "\(root)/demo.so", "\(root)/demo.c"]
            try compiler.run()
            compiler.waitUntilExit()
            #expect(compiler.terminationStatus == 0)
            let contents = try NativeSurvey(root: root, disk: disk).contents()
            let entry = try #require(contents.files.first)
            #expect(entry.isLibrary && entry.libc == .glibc && entry.glibc != nil && entry.system == "linux")
            #expect(contents.glibcFloor == entry.glibc)
        }
    }
}
