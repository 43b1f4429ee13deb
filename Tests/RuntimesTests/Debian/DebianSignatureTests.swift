import Host
import Matrix
import SystemPackage
import Testing
import Transfer

@testable import Runtimes

@Suite struct DebianSignatureTests {
    @Test("signed in the file or beside it", arguments: [TestMirror.Signing.inRelease, .detached])
    func good(signing: TestMirror.Signing) async throws {
        try await withMirror(.init(signing: signing)) { mirror, offers in
            let found = try await offers { _ in }
            #expect(!found.runtimes.isEmpty)
            #expect(found.runtimes.flatMap(\.warnings).isEmpty)
        }
    }

    @Test(
        "a text that was changed on its way",
        arguments: [(TestMirror.Signing.inRelease, "/InRelease"), (.detached, "/Release")])
    func tampered(signing: TestMirror.Signing, file: String) async throws {
        try await withMirror(.init(signing: signing)) { mirror, offers in
            mirror.tamper(file) { bytes in
                if let at = bytes.firstRange(of: "SHA256:\n ".utf8)?.upperBound {
                    bytes[at] = bytes[at] == UInt8(ascii: "0") ? UInt8(ascii: "1") : UInt8(ascii: "0")
                }
            }
            await expect("runtimes.bad-signature", mirror, offers)
        }
    }

    @Test func unsigned() async throws {
        try await withMirror(.init(signing: .none)) { mirror, offers in
            await expect("runtimes.unsigned", mirror, offers)
            let found = try await offers { $0.signature = .off }
            #expect(found.runtimes.first?.warnings == ["the signatures of \(mirror.url) trixie are not looked at"])
            // What was taken without a signature does not serve those who want one.
            await expect("runtimes.unsigned", mirror, offers)
        }
    }

    @Test func aTextAndNoSignature() async throws {
        try await withMirror(.init()) { mirror, offers in
            mirror.tamper("/InRelease") { bytes in
                if let at = bytes.firstRange(of: "-----BEGIN PGP SIGNATURE-----".utf8)?.lowerBound {
                    bytes.removeSubrange(at...)
                }
            }
            await expect("runtimes.unsigned", mirror, offers)
        }
    }

    @Test func strangers() async throws {
        try await withMirror(.init()) { mirror, offers in
            await expect("runtimes.unknown-signer", mirror, offers) { $0.keyring = nil }
        }
    }

    @Test func keysOfTheHostServe() async throws {
        try await withMirror(.init()) { mirror, offers in
            let root = mirror.keyring.removingLastComponent().appending("root")
            let keyrings = root.appending("usr/share/keyrings")
            try Disk().makeFolder(keyrings)
            try Disk().write(mirror.signer.keyring, to: keyrings.appending("debian-archive-keyring.gpg"))
            let found = try await offers {
                $0.keyring = nil
                $0.hostRoot = root
            }
            #expect(!found.runtimes.isEmpty)
        }
    }

    @Test func aKeyringThatIsNone() async throws {
        try await withMirror(.init()) { mirror, offers in
            try Disk().write("no keys", to: mirror.keyring)
            await expect("runtimes.bad-keyring", mirror, offers)
            try Disk().removeFile(mirror.keyring)
            await expect("disk.not-found", mirror, offers)
        }
    }

    @Test("what the signed text vouches for", arguments: [("by-hash", "Packages"), ("erlang-ssl", "erlang-ssl")])
    func tamperedBelow(part: String, name: String) async throws {
        try await withTemporaryFolder { folder in
            let mirror = try TestMirror(in: folder)
            defer { mirror.stop() }
            mirror.tamper(part) { $0[$0.count / 2] ^= 1 }
            let context = RuntimesContext(
                store: try Store(root: folder.appending("cache")),
                transfer: .live(retries: RetryPolicy(attempts: 1)),
                loader: { _ in LoaderBinaries(loader: [1], libsystemd: [2]) })
            let source = DebianSource(mirror: mirror.url, suites: ["trixie"], keyring: mirror.keyring)
            let catalog = Catalog(sources: [source], context: context)
            let error = await #expect(throws: RuntimesError.self) {
                let offer = try #require(try await catalog.offers(for: .any).runtimes.first)
                _ = try await catalog.runtime(for: offer)
            }
            #expect(error?.code == "transfer.digest")
            #expect(error?.message.contains(part) == true)
            #expect(try Disk().list(context.store.root.appending("runtimes")).isEmpty)
        }
    }

    private typealias Offers = (@escaping (inout DebianSource) -> Void) async throws -> RuntimeOffers

    private func withMirror(
        _ settings: TestMirror.Settings, _ body: (TestMirror, Offers) async throws -> Void
    ) async throws {
        try await withTemporaryFolder { folder in
            let mirror = try TestMirror(in: folder, settings)
            defer { mirror.stop() }
            let context = RuntimesContext(
                store: try Store(root: folder.appending("cache")),
                transfer: .live(retries: RetryPolicy(attempts: 1)))
            try await body(mirror) { change in
                var source = DebianSource(mirror: mirror.url, suites: ["trixie"], keyring: mirror.keyring)
                change(&source)
                return try await Catalog(sources: [source], context: context).offers(for: .any)
            }
        }
    }

    private func expect(
        _ code: String, _ mirror: TestMirror, _ offers: Offers,
        _ change: @escaping (inout DebianSource) -> Void = { _ in }
    ) async {
        let error = await #expect(throws: RuntimesError.self) { _ = try await offers(change) }
        #expect(error?.code == code)
    }
}
