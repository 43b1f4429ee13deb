import Digest
import Host
import Matrix
import SystemPackage
import Testing
import Transfer

@testable import Runtimes

@Suite struct URLSourceTests {
    @Test func theChecksumsTellWhatThereIs() async throws {
        try await FileServer.with { server, folder, context in
            let otp = try SmallOTP().packed("tar.xz", in: folder)
            server.put("/27.3.4.1/ubuntu_22_04_x86_64.tar.xz", otp)
            let template = URLTemplate("\(server.url)/{otp}/{target}.tar.xz")
            let listed = Checksums(["27.3.4.1/ubuntu_22_04_x86_64": SHA256.digest(of: otp)])
            let demand = RuntimeDemand.versions("27", targets: ["ubuntu_22_04_x86_64", "alpine_3_19_x86_64"])
            let source = URLSource(template: template, checksums: .listed(listed))
            let catalog = Catalog(sources: [source], context: context)
            let offers = try await catalog.offers(for: demand)
            #expect(offers.runtimes.map(\.platform.description) == ["linux x86_64, glibc 2.35 or newer"])
            #expect(try await catalog.runtime(for: try #require(offers.runtimes.first)).otp.text == "27.3.4.1")
        }
    }

    @Test func aFileOfChecksumsIsFollowed() async throws {
        try await FileServer.with { server, folder, context in
            let otp = try SmallOTP().packed("zip", in: folder)
            server.put("/otp-27.3.4.1-linux-x86_64-glibc.zip", otp)
            server.put("/27.3.4.1.sums", "\(SHA256.digest(of: otp))  otp-27.3.4.1-linux-x86_64-glibc.zip\n")
            let source = URLSource(
                template: URLTemplate("\(server.url)/otp-{otp}-{os}-{arch}-{libc}.zip"),
                checksums: .file(url: "\(server.url)/{otp}.sums"))
            let catalog = Catalog(sources: [source], context: context)
            let offers = try await catalog.offers(for: .versions("27.3.4.1", "26.0"))
            let offer = try #require(offers.runtimes.first)
            // For this host: what its glibc has to be is read from the files.
            #expect(offers.runtimes.count == 1 && offer.serves(.automatic(host: .x86_64)))
            let runtime = try await catalog.runtime(for: offer)
            #expect(Disk().isExecutable(runtime.root.appending("erts-15.2/bin/beam.smp")))
        }
    }

    @Test func withoutAWholeVersionItSaysSo() async throws {
        try await FileServer.with { server, _, context in
            let source = URLSource(
                template: URLTemplate("\(server.url)/{otp}"), checksums: .file(url: "\(server.url)/SHA256SUMS"))
            #expect(await source.offers(for: .versions("27"), context).problems.map(\.code) == ["runtimes.no-list"])
        }
    }

    @Test func theLongestListedEndOfAURLCounts() throws {
        let (a, b) = (SHA256.digest(of: "a"), SHA256.digest(of: "b"))
        let sums = Checksums(sums: "\(a)  x.tar.gz\n\(b) *./27/x.tar.gz\n\nnonsense\nshort  y\n")
        #expect(sums.digest(of: "http://h/27/x.tar.gz?q=1") == b)
        #expect(sums.digest(of: "http://h/29/x.tar.gz") == a)
        #expect(sums.digest(of: "http://h/xx.tar.gz") == nil)
        #expect(sums.digest(of: "http://h/29/x.tar.gz", named: ["none", "27/x.tar.gz"]) == b)
    }

    @Test func aTokenIsForItsServerAlone() throws {
        let access = ServerAccess(token: SecretToken("secret"))
        let own = "https://mirror.example/MANIFEST.json"
        #expect(access.access(to: "https://mirror.example/otp.tar.gz", from: own).token != nil)
        for other in ["https://other.example/otp.tar.gz", "http://mirror.example/x", "https://mirror.example:8443/x"] {
            #expect(access.access(to: other, from: own).token == nil)
        }
        #expect(access.access(to: own, from: own).plainHTTP == .refused)
        #expect(ServerAccess(allowsPlainHTTP: true).access(to: own, from: own).plainHTTP == .allowed)
    }

    @Test(arguments: [
        ("a.tar.gz", "http://h:1/r/a.tar.gz"), ("/a.tar.gz", "http://h:1/a.tar.gz"), ("https://o/a", "https://o/a"),
    ])
    func referencesAreResolved(reference: String, expected: String) {
        #expect(ServerURL.resolve(reference, in: "http://h:1/r/MANIFEST.json?x=/y") == expected)
    }
}
