import Digest
import Host
import Matrix
import SystemPackage
import Testing

@testable import Runtimes

@Suite struct BatamantaSourceTests {
    @Test(arguments: [
        ("linux-glibc-amd64", "linux x86_64, glibc"), ("amd64-glibc", "linux x86_64, glibc"),
        ("arm64-musl", "linux arm64, musl"), ("linux-musl-arm64", "linux arm64, musl"),
        ("darwin-arm64", "macos arm64"), ("windows-amd64", "windows x86_64"), ("linux-amd64", ""), ("amd64", ""),
        ("glibc-musl-amd64", ""), ("linux-uclibc-amd64", ""), ("darwin-musl-arm64", ""), ("linux-glibc", ""), ("", ""),
    ])
    func namesOfPlatforms(text: String, expected: String) {
        let key = BatamantaKey(text)
        let platform = key.map { Platform($0.operatingSystem, $0.architecture, $0.libc).description }
        #expect((platform ?? "") == expected)
    }

    @Test func bothFormsOfNamesAndURLsServe() async throws {
        try await FileServer.with { server, folder, context in
            let glibc = try SmallOTP().packed(in: folder)
            let musl = try SmallOTP(programs: ["beam.smp": SmallOTP.muslProgram]).packed(in: folder)
            server.put("/r/OTP-27.3.4.1/a.tar.gz", glibc)
            server.put("/r/OTP-27.3.4.1/b.tar.gz", musl)
            server.put(
                "/r/MANIFEST.json",
                """
                {"OTP-27.3.4.1": {"amd64-musl": "\(server.url)/r/OTP-27.3.4.1/b.tar.gz", "linux-glibc-amd64": "OTP-27.3.4.1/a.tar.gz",
                  "darwin-arm64": "/r/mac.tar.gz", "amd64-glibc": "/not/asked/for"},
                 "latest": {"linux-glibc-amd64": "x"}, "OTP-27.0": {}}
                """)
            server.put(
                "/r/SHA256SUMS",
                "\(SHA256.digest(of: glibc))  OTP-27.3.4.1/a.tar.gz\n\(SHA256.digest(of: musl)) *./OTP-27.3.4.1/b.tar.gz\n"
            )
            let source = BatamantaSource(manifest: "\(server.url)/r/MANIFEST.json")
            let catalog = Catalog(sources: [source], context: context)
            let offers = try await catalog.offers(for: .versions("27"))
            #expect(offers.problems.isEmpty)
            #expect(
                offers.runtimes.map(\.platform.description).sorted() == [
                    "linux x86_64, glibc 2.35 or newer", "linux x86_64, musl",
                ])
            for offer in offers.runtimes { #expect(try await catalog.runtime(for: offer).otp.text == "27.3.4.1") }
        }
    }

    @Test func aNameThatLiesIsFoundOut() async throws {
        try await FileServer.with { server, folder, context in
            let glibc = try SmallOTP().packed(in: folder)
            server.put("/OTP-27.3.4.1-musl.tar.gz", glibc)
            server.put("/MANIFEST.json", #"{"OTP-27.3.4.1": {"linux-musl-amd64": "OTP-27.3.4.1-musl.tar.gz"}}"#)
            let sums = ChecksumOrigin.listed(Checksums(["27.3.4.1/linux-musl-amd64": SHA256.digest(of: glibc)]))
            let source = BatamantaSource(
                manifest: "\(server.url)/MANIFEST.json", vouching: Vouching(checksums: sums))
            let catalog = Catalog(sources: [source], context: context)
            let offer = try #require(try await catalog.offers(for: .versions("27")).runtimes.first)
            let error = await failure { _ = try await catalog.runtime(for: offer) }
            #expect(error?.code == "runtimes.platform-mismatch")
            #expect(
                error?.message.contains(
                    "for linux x86_64, musl, but erts-15.2/bin/beam.smp asks for /lib64/ld-linux-x86-64.so.2") == true,
                "\(error?.message ?? "")")
        }
    }

    @Test func whatNobodyVouchesForIsRefused() async throws {
        try await FileServer.with { server, folder, context in
            server.put("/otp.tar.gz", try SmallOTP().packed(in: folder))
            server.put("/MANIFEST.json", #"{"OTP-27.3.4.1": {"linux-glibc-amd64": "otp.tar.gz"}}"#)
            let source = BatamantaSource(manifest: "\(server.url)/MANIFEST.json")
            let error = await failure {
                _ = try await Catalog(sources: [source], context: context).offers(for: .versions("27"))
            }
            #expect(error?.code == "runtimes.no-checksum" && error?.hint.contains("trust: first-use") == true)
            let named = Vouching(checksums: .file(url: "\(server.url)/none"))
            let other = BatamantaSource(manifest: "\(server.url)/MANIFEST.json", vouching: named)
            #expect(await other.offers(for: .versions("27"), context).problems.map(\.code) == ["runtimes.no-checksum"])
        }
    }

    @Test func whatCameFirstIsKeptTo() async throws {
        try await FileServer.with { server, folder, context in
            server.put("/otp.tar.gz", try SmallOTP().packed(in: folder))
            server.put("/MANIFEST.json", #"{"OTP-27.3.4.1": {"linux-glibc-amd64": "otp.tar.gz"}}"#)
            let source = BatamantaSource(
                manifest: "\(server.url)/MANIFEST.json", vouching: Vouching(trustsFirstUse: true))
            let catalog = Catalog(sources: [source], context: context)
            let offer = try #require(try await catalog.offers(for: .versions("27")).runtimes.first)
            #expect(offer.warnings.count == 1)
            let runtime = try await catalog.runtime(for: offer)
            #expect(server.requests.filter { $0 == "/otp.tar.gz" }.count == 1)
            // The cache loses all but what it has seen; the server has another file now.
            let downloads = context.store.root.appending("downloads")
            for name in try Disk().list(downloads) { try Disk().removeTree(downloads.appending(name)) }
            try Disk().removeTree(runtime.root)
            server.put("/otp.tar.gz", try SmallOTP(files: ["new": [1]]).packed(in: folder))
            let error = await failure { _ = try await catalog.runtime(for: offer) }
            #expect(error?.code == "transfer.digest")
        }
    }

    @Test(arguments: ["[]", "{\"OTP-27\": \"x\"}", "no JSON", ""])
    func aManifestThatIsNone(text: String) async throws {
        try await FileServer.with { server, _, context in
            server.put("/MANIFEST.json", text)
            let source = BatamantaSource(manifest: "\(server.url)/MANIFEST.json")
            #expect(await source.offers(for: .any, context).problems.map(\.code) == ["runtimes.bad-manifest"])
        }
    }
}
