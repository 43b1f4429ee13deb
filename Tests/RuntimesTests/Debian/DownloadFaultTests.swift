import Digest
import Host
import SystemPackage
import Testing
import Transfer

@testable import Runtimes

/// Faults of a mirror on the way into the store: what is in there is right, whatever happened.
@Suite struct DownloadFaultTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let name: String
        let code: String?
        let answer: @Sendable (LoopbackServer.Request) -> [LoopbackServer.Step]

        var testDescription: String { name }
    }

    private static let body = (0..<150_000).map { UInt8(truncatingIfNeeded: ($0 &* 37) ^ ($0 >> 7)) }

    private static let table = [
        Row(name: "reset, then ranges", code: nil) { request in
            guard let range = request.headers["range"] else {
                return start(60_000, [.pause(milliseconds: 50), .reset])
            }
            let first = Int(range.dropFirst("bytes=".count).dropLast()) ?? 0
            return LoopbackServer.reply(
                206, Array(body[first...]), headers: ["Content-Range: bytes \(first)-149999/150000"])
        },
        Row(name: "reset, range ignored", code: nil) { request in
            request.number == 0 ? start(60_000, [.pause(milliseconds: 50), .reset]) : LoopbackServer.reply(200, body)
        },
        Row(name: "cut short, the rest of another file", code: nil) { request in
            switch request.number {
            case 0: start(60_000, [])
            case 1:
                LoopbackServer.reply(
                    206, [UInt8](repeating: 9, count: 90_000), headers: ["Content-Range: bytes 60000-149999/150000"])
            default: LoopbackServer.reply(200, body)
            }
        },
        Row(name: "503 twice", code: nil) { request in
            request.number < 2 ? LoopbackServer.reply(503) : LoopbackServer.reply(200, body)
        },
        Row(name: "429 with a time to wait", code: nil) { request in
            request.number == 0
                ? LoopbackServer.reply(429, headers: ["Retry-After: 1"]) : LoopbackServer.reply(200, body)
        },
        Row(name: "a stall each time", code: "transfer.timeout") { _ in start(100, [.pause(milliseconds: 900)]) },
        Row(name: "cut short, as announced", code: "transfer.digest") { _ in
            LoopbackServer.reply(200, Array(body[..<100_000]))
        },
        Row(name: "cut short, not as announced", code: "transfer.interrupted") { _ in start(100_000, []) },
        Row(name: "a flipped bit", code: "transfer.digest") { _ in
            var other = body
            other[149_999] ^= 1
            return LoopbackServer.reply(200, other)
        },
        Row(name: "more than there should be", code: "transfer.too-large") { _ in
            LoopbackServer.reply(200, body + [0])
        },
        Row(name: "404", code: "transfer.not-found") { _ in LoopbackServer.reply(404) },
        Row(name: "an endless redirection", code: "transfer.redirect") { request in
            LoopbackServer.reply(301, headers: ["Location: \(request.path)"])
        },
        Row(name: "a page instead of the file", code: "transfer.digest") { _ in
            LoopbackServer.reply(200, Array("<html>Welcome to the airport's network!</html>".utf8))
        },
    ]

    @Test("a fault and what is in the store", arguments: table)
    func fault(row: Row) async throws {
        let server = try LoopbackServer(row.answer)
        defer { server.stop() }
        try await withTemporaryFolder { folder in
            let store = try Store(root: folder.appending("cache"))
            #expect(try await code(of: server.url, store) == row.code)
            try expectNothingWrong(in: store, isThere: row.code == nil)
            // Once the mirror is well, the same asking works.
            let mended = try LoopbackServer { (_: LoopbackServer.Request) in LoopbackServer.reply(200, Self.body) }
            defer { mended.stop() }
            #expect(try await code(of: mended.url, store) == nil)
            try expectNothingWrong(in: store, isThere: true)
        }
    }

    private func code(of mirror: String, _ store: Store) async throws -> String? {
        let live = Transfer.live(retries: RetryPolicy(firstPause: .milliseconds(5)))
        var patient = live
        patient.download = { (request, file) throws(TransferError) in
            var request = request
            request.timeouts = TransferTimeouts(connect: .milliseconds(300), stall: .milliseconds(300))
            try await live.download(request, file)
        }
        let package = try #require(
            DebianPackage(
                stanza: """
                    Package: one
                    Version: 1
                    Filename: pool/one.deb
                    Size: \(Self.body.count)
                    SHA256: \(SHA256.digest(of: Self.body))
                    """))
        let downloads = DebianDownloads(
            mirror: mirror, token: nil, context: RuntimesContext(store: store, transfer: patient))
        do {
            _ = try await downloads.fetch([package], for: "a test")
            return nil
        } catch { return RuntimesError(error).code }
    }

    private func expectNothingWrong(in store: Store, isThere: Bool) throws {
        let downloads = store.root.appending("downloads")
        let names = try Disk().list(downloads)
        #expect(names.count == (isThere ? 1 : 0))
        for name in names { #expect(try SHA256.digest(ofFile: downloads.appending(name)).hex == name) }
        #expect(try Disk().list(store.root.appending("temporary")).isEmpty)
    }

    private static func start(_ count: Int, _ end: [LoopbackServer.Step]) -> [LoopbackServer.Step] {
        let head = "HTTP/1.1 200 X\r\nContent-Length: \(body.count)\r\nETag: \"1\"\r\nConnection: close\r\n\r\n"
        return [.send(Array(head.utf8)), .send(Array(body[..<count]))] + end
    }
}
