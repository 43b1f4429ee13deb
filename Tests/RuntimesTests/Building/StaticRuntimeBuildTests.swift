import Host
import Matrix
import Synchronization
import SystemPackage
import Testing

@testable import Runtimes

/// Builds from a source that is shaped like OTP's and takes a second: the compiler, the sandbox and the store are real.
@Suite struct StaticRuntimeBuildTests {
    private static let programs = ["beam.smp", "erlexec", "erl_child_setup", "epmd"]

    /// An OTP as it would be installed: programs of another C library, bytecode, boot files.
    private func makeErlang(_ root: FilePath) throws {
        for name in Self.programs {
            try put([0x7F, 0x45, 0x4C, 0x46, 2, 1], at: root.appending("erts-15.2/bin/\(name)"), mode: 0o755)
        }
        for name in ["erts-15.2/bin/erl", "bin/erl"] {
            try put(Array("#!/bin/sh\n".utf8), at: root.appending(name), mode: 0o755)
        }
        let files = [
            "bin/start_clean.boot": "boot", "releases/27/OTP_VERSION": "27.3.4.1\n",
            "lib/kernel-10.2/ebin/kernel.beam": "FOR1", "lib/stdlib-6.2/ebin/stdlib.beam": "FOR1",
            "lib/crypto-5.5/ebin/crypto.app": "app", "lib/crypto-5.5/priv/lib/crypto.so": "\u{7F}ELF",
            "lib/os_mon-2.10/ebin/os_mon.app": "app", "lib/asn1-5.3/priv/lib/asn1rt_nif.so": "\u{7F}ELF",
            "lib/asn1-5.3/ebin/asn1.app": "app",
        ]
        for (path, text) in files { try put(Array(text.utf8), at: root.appending(path)) }
    }

    private func makeSource(
        _ root: FilePath, program: String = "int main(void) { return 0; }", otp: String = "27.3.4.1"
    ) throws {
        let makefile = """
            emulator:
            \t@echo compiling
            \t@mkdir -p bin/x86_64-pc-linux-musl
            \t@for name in \(Self.programs.joined(separator: " ")); do musl-cc -static -o bin/x86_64-pc-linux-musl/$$name main.c || exit 1; done
            """
        let configure = "#!/bin/sh\necho \"$@\"\nenv\n[ \"$ERL_TOP\" = \"$PWD\" ]\n"
        try put(Array(makefile.utf8), at: root.appending("Makefile"))
        try put(Array("opt:\n\t@echo $(TARGET)\n".utf8), at: root.appending("lib/erl_interface/Makefile"))
        try put(Array("static_lib:\n\t@echo $(TARGET) $(TYPE)\n".utf8), at: root.appending("lib/Makefile"))
        try put(Array(configure.utf8), at: root.appending("configure"), mode: 0o755)
        try put(Array("\(program)\n".utf8), at: root.appending("main.c"))
        try put(Array("\(otp)\n".utf8), at: root.appending("OTP_VERSION"))
    }

    private func put(_ bytes: [UInt8], at path: FilePath, mode: UInt32 = 0o644) throws {
        try Disk().makeFolder(path.removingLastComponent())
        try Disk().write(bytes, to: path, mode: mode, durable: false)
    }

    private func catalog(_ folder: FilePath) throws -> Catalog {
        let source = SystemSource(erlang: [folder.appending("erlang")], elixir: [], rebar3: [])
        return Catalog(
            sources: [source, BuiltSource()],
            context: RuntimesContext(store: try Store(root: folder.appending("store"))))
    }

    private func build(
        _ folder: FilePath, target: String = "alpine_3_19_x86_64",
        stages: @escaping @Sendable (String) -> Void = { _ in }
    ) async throws -> Runtime {
        let catalog = try catalog(folder)
        let host = Target.automatic(host: .x86_64)
        let base = try #require(
            try await catalog.offers(for: RuntimeDemand(host: host)).runtimes.first { $0.source == "system" })
        return try await StaticRuntimeBuild(
            StaticRuntimeRequest(source: .path(folder.appending("source")), jobs: 2), base: base,
            target: try #require(Target.named(target, host: .x86_64)), catalog: catalog, processes: .live,
            watch: BuildWatch(stage: stages)
        ).make()
    }

    @Test func whatIsBuiltIsOfferedAndComesOnce() async throws {
        try await withTemporaryFolder { folder in
            try makeErlang(folder.appending("erlang"))
            try makeSource(folder.appending("source"))
            let stages = Mutex<[String]>([])
            let runtime = try await build(folder) { stage in stages.withLock { $0.append(stage) } }
            #expect(!runtime.isCached && runtime.otp.text == "27.3.4.1" && !runtime.isBundled)
            #expect(
                stages.withLock(\.self) == [
                    "configuring Erlang", "compiling erl_interface", "compiling static NIFs", "compiling Erlang",
                    "stripping programs",
                    "trying the runtime",
                ])
            #expect(try Disk().list(runtime.root.appending("lib")) == ["asn1-5.3", "kernel-10.2", "stdlib-6.2"])
            #expect(try Disk().list(runtime.root.appending("lib/asn1-5.3")) == ["ebin", "priv"])
            #expect(try Disk().list(runtime.root.appending("lib/asn1-5.3/priv/lib")) == [])
            #expect(Disk().kind(of: runtime.root.appending(".work")) == nil)
            #expect(try await build(folder).isCached)

            let target = try #require(Target.named("alpine_3_19_x86_64", host: .x86_64))
            let offers = try await catalog(folder).offers(
                for: RuntimeDemand(targets: [target], host: Target.automatic(host: .x86_64)))
            let offer = try offers.resolve(try #require(VersionRequest("27")), for: target)
            #expect(offer.source == "built" && offer.origin == "without crypto")
            #expect(offer.platform == Platform(.linux, .x86_64, .musl))
            #expect(try await catalog(folder).runtime(for: offer).root == runtime.root)
            #expect(try await catalog(folder).place(of: offer).isThere)
        }
    }

    @Test func theSameInputsGiveTheSameProgramsWhereverTheStoreIs() async throws {
        try await withTemporaryFolder { folder in
            var programs: [[UInt8]] = []
            for name in ["a", "b-and-longer"] {
                let place = folder.appending(name)
                try makeErlang(place.appending("erlang"))
                try makeSource(
                    place.appending("source"),
                    program: "#include <stdio.h>\nint main(void) { puts(__FILE__ __DATE__); return 0; }")
                programs.append(try Disk().read(try await build(place).root.appending("erts-15.2/bin/epmd")))
            }
            #expect(programs[0] == programs[1])
        }
    }

    @Test func aBuildSeesNothingOfTheCaller() async throws {
        try await withTemporaryFolder { folder in
            try makeErlang(folder.appending("erlang"))
            try makeSource(folder.appending("source"))
            _ = try await build(folder)
            let log = try Disk().readText(
                folder.appending("store/logs/otp-27.3.4.1-alpine_3_19_x86_64/01-configuring-Erlang.log"))
            let names = log.split(separator: "\n").compactMap {
                $0.contains("=") ? $0.split(separator: "=").first : nil
            }
            #expect(log.contains("--disable-jit") && names.contains("SOURCE_DATE_EPOCH"))
            #expect(!names.contains("USER") && !names.contains("ROOTDIR") && !names.contains("SWIFT_BACKTRACE"))
        }
    }

    @Test func aFailureTellsTheEndOfTheLogAndLeavesNothing() async throws {
        try await withTemporaryFolder { folder in
            try makeErlang(folder.appending("erlang"))
            try makeSource(folder.appending("source"), program: "#error no such thing")
            let error = try await #require(throws: RuntimesError.self) { try await build(folder) }
            #expect(error.code == "runtimes.build-failed")
            #expect(error.message.contains("compiling Erlang") && error.message.contains("no such thing"))
            #expect(error.hint.contains("04-compiling-Erlang.log"))
            // The bytecode's runtime is there, and nothing else.
            let runtimes = folder.appending("store/runtimes")
            #expect(try Disk().list(runtimes).filter { Disk().isFolder(runtimes.appending($0)) }.count == 1)
            #expect(try Disk().list(folder.appending("store/temporary")) == [])
        }
    }

    @Test func otherVersionsAndTargetsAreRefused() async throws {
        try await withTemporaryFolder { folder in
            try makeErlang(folder.appending("erlang"))
            try makeSource(folder.appending("source"), otp: "27.3.4.2")
            let version = try await #require(throws: RuntimesError.self) { try await build(folder) }
            #expect(version.code == "runtimes.version-mismatch" && version.message.contains("27.3.4.2"))
            for target in ["any_linux_x86_64", "alpine_3_19_arm64", "macos_12_arm64"] {
                let error = try await #require(throws: RuntimesError.self) { try await build(folder, target: target) }
                #expect(error.code == "runtimes.not-buildable")
            }
        }
    }

    @Test func allMissingProgramsAreNamedAtOnce() throws {
        let error = try #require(throws: RuntimesError.self) {
            try CompilerTools.check(patching: true, path: "/nowhere")
        }
        #expect(error.code == "runtimes.build-tools")
        #expect(error.message.hasSuffix("musl-gcc, gcc, make, perl, ar, strip, patch"))
        #expect(error.hint.hasSuffix("apt-get install musl-tools gcc make perl binutils patch"))
    }
}
