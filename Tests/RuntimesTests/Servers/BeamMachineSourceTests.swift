import Digest
import Glibc
import Host
import Matrix
import SystemPackage
import Testing

@testable import Runtimes

@Suite struct BeamMachineSourceTests {
    private static let musl: FilePath = "/usr/lib/x86_64-linux-musl/libc.so"
    private static let path = "/u/OTP-27.3.4.1/linux/x86_64/any/otp_27.3.4.1_linux_any_x86_64.tar.gz"

    /// A real program for musl takes the place of the emulator: it tells how it was started.
    @Test(.enabled(if: Disk().kind(of: musl) == .file)) func aUniversalBuildBringsItsLoader() async throws {
        try await FileServer.with { server, folder, context in
            let loader = try Disk().read(Self.musl)
            let digest = SHA256.digest(of: loader)
            let program = try program(asking: "/tmp/libc-musl-\(digest).so", in: folder)
            let otp = try SmallOTP(programs: ["beam.smp": program, "erlexec": program]).packed(in: folder)
            server.put(Self.path, otp)
            server.put("/u/musl/libc-musl-\(digest).so", loader)
            server.put("/u/SHA256SUMS", "\(SHA256.digest(of: otp))  otp_27.3.4.1_linux_any_x86_64.tar.gz\n")
            let catalog = Catalog(sources: [BeamMachineSource(url: "\(server.url)/u/")], context: context)
            let offer = try #require(try await catalog.offers(for: .versions("27.3.4.1")).runtimes.first)
            #expect(offer.serves(try #require(Target.named("any_linux_x86_64", host: .x86_64))))
            let runtime = try await catalog.runtime(for: offer)
            #expect(runtime.isBundled && Disk().kind(of: FilePath("/tmp/libc-musl-\(digest).so")) == nil)
            let beam = runtime.root.appending("erts-15.2/bin/beam.smp")
            #expect(system("env -i \(beam) one two >\(folder)/out 2>&1") == 0)
            #expect(try Disk().readText(folder.appending("out")) == "\(beam) one\n")
            // Another loader under that name is not believed.
            server.put("/u/musl/libc-musl-\(digest).so", "another")
            try Disk().removeTree(runtime.root)
            try Disk().removeTree(context.store.root.appending("downloads/\(digest)"))
            let error = await failure { _ = try await catalog.runtime(for: offer) }
            #expect(error?.code == "transfer.digest")
        }
    }

    @Test func aProgramThatAsksForAnotherLoaderIsNamed() async throws {
        try await FileServer.with { server, folder, context in
            let otp = try SmallOTP(programs: ["beam.smp": SmallOTP.glibcProgram]).packed(in: folder)
            server.put(Self.path, otp)
            let sums = ChecksumOrigin.listed(Checksums(["27.3.4.1/any_linux_x86_64": SHA256.digest(of: otp)]))
            let source = BeamMachineSource(url: "\(server.url)/u", vouching: Vouching(checksums: sums))
            let catalog = Catalog(sources: [source], context: context)
            let offer = try #require(try await catalog.offers(for: .versions("27.3.4.1")).runtimes.first)
            let error = await failure { _ = try await catalog.runtime(for: offer) }
            #expect(error?.code == "runtimes.unknown-loader")
            #expect(error?.message.contains("beam.smp asks for /lib64/ld-linux-x86-64.so.2") == true)
        }
    }

    @Test func onlyWholeVersionsAreAskedFor() async throws {
        try await FileServer.with { server, folder, context in
            let first = BeamMachineSource(url: "\(server.url)/u", vouching: Vouching(trustsFirstUse: true))
            #expect(await first.offers(for: .versions("27"), context).runtimes.isEmpty)
            // Not there: nothing is offered, so that the next source is asked.
            #expect(await first.offers(for: .versions("27.3.4.1"), context).runtimes.isEmpty)
            server.put(Self.path, try SmallOTP().packed(in: folder))
            #expect(await first.offers(for: .versions("27.3.4.1"), context).runtimes.count == 1)
            let careful = await BeamMachineSource(url: "\(server.url)/u").offers(for: .versions("27.3.4.1"), context)
            #expect(careful.runtimes.isEmpty && careful.problems.map(\.code) == ["runtimes.no-checksum"])
        }
    }

    private func program(asking loader: String, in folder: FilePath) throws -> [UInt8] {
        let source = folder.appending("program.c")
        let code = "#include <stdio.h>\nint main(int n, char **a) { printf(\"%s %s\\n\", a[0], a[1]); return 0; }\n"
        try Disk().write(code, to: source)
        let command = "musl-gcc -o \(folder)/program \(source) -Wl,--dynamic-linker=\(loader)"
        guard system(command) == 0 else { throw PackingFailed(command: command) }
        return try Disk().read(folder.appending("program"))
    }
}
