import Digest
import Host
import Matrix
import SystemPackage
import Testing

@testable import Runtimes

@Suite struct ArchivePinTests {
    /// The second of two sources of one name has it, and its server has no list any more.
    @Test func aLockedArchiveNeedsNoListAndNoChecksum() async throws {
        try await FileServer.with { server, folder, context in
            let otp = try SmallOTP().packed(in: folder)
            server.put("/r/otp.tar.gz", otp)
            server.put("/r/MANIFEST.json", #"{"OTP-27.3.4.1": {"linux-glibc-amd64": "otp.tar.gz"}}"#)
            let pin = Pin(
                "otp 27 for auto", version: try #require(Version("27.3.4.1")), source: "batamanta", origin: "there",
                platform: Platform(.linux, .x86_64, .glibc, glibc: Version("2.35")),
                files: [.init(name: "otp.tar.gz", url: "\(server.url)/r/otp.tar.gz", sha256: SHA256.digest(of: otp))])
            let sources = ["/none.json", "/r/MANIFEST.json"].map { BatamantaSource(manifest: server.url + $0) }
            let catalog = Catalog(sources: sources, context: context)
            let pinned = try await catalog.offers(pinnedBy: LockFile([pin]), for: .versions("27"))
            let request = try #require(VersionRequest("27"))
            let offer = try #require(pinned.runtime(request, for: .automatic(host: .x86_64)))
            #expect(try await catalog.runtime(for: offer).otp.text == "27.3.4.1")
            #expect(server.requests == ["/r/otp.tar.gz"])
        }
    }
}
