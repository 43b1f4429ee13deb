import FoundationEssentials
import Synchronization
import SystemPackage
import Testing
import Transfer

@Suite struct ResumeTests {
    @Test(
        "what the second request asks for",
        arguments: [
            (["ETag: \"a\""], "bytes=3-", "\"a\""),
            (["Last-Modified: Sat, 21 Nov 2026 10:00:00 GMT"], "bytes=3-", "Sat"),
            (["ETag: W/\"weak\""], nil, nil), ([], nil, nil),
        ] as [([String], String?, String?)])
    func validators(headers: [String], range: String?, condition: String?) async throws {
        let server = try LoopbackServer { request in
            if request.number > 0 { return LoopbackServer.reply(200, Array("whole".utf8)) }
            let lines = ["HTTP/1.1 200 X", "Content-Length: 5"] + headers
            return [.send(Array((lines.joined(separator: "\r\n") + "\r\n\r\nwho").utf8))]
        }
        defer { server.stop() }
        try await withTemporaryFolder { folder in
            let file = folder.appending("file")
            let transfer = Transfer.live(retries: RetryPolicy(firstPause: .milliseconds(1)))
            try await transfer.download(.init(url: server.url), file)
            #expect(try Data(contentsOf: URL(filePath: file.string)) == Data("whole".utf8))
        }
        let second = try #require(server.asked.last)
        #expect(server.asked.count == 2)
        #expect(second.headers["range"] == range)
        #expect((second.headers["if-range"] == nil) == (condition == nil))
        if let condition { #expect(second.headers["if-range"]?.hasPrefix(condition) == true) }
    }

    @Test func progressGoesOnWhereItWas() async throws {
        let body = Array("0123456789".utf8)
        let server = try LoopbackServer { request in
            if request.number == 0 {
                return [.send(Array("HTTP/1.1 200 X\r\nContent-Length: 10\r\nETag: \"a\"\r\n\r\n0123".utf8))]
            }
            let head = "HTTP/1.1 206 X\r\nContent-Length: 6\r\nContent-Range: bytes 4-9/10\r\n\r\n"
            return [
                .send(Array(head.utf8) + body[4..<6]), .pause(milliseconds: 250), .send(Array(body[6...])),
                .pause(milliseconds: 250),
            ]
        }
        defer { server.stop() }
        let heard = Mutex<[TransferProgress]>([])
        try await withTemporaryFolder { folder in
            let request = TransferRequest(
                url: server.url, progress: { state in heard.withLock { $0.append(state) } })
            let transfer = Transfer.live(retries: RetryPolicy(firstPause: .milliseconds(1)))
            try await transfer.download(request, folder.appending("f"))
        }
        let states = heard.withLock { $0 }
        #expect(states.allSatisfy { $0.total == 10 && $0.received > 4 })
        #expect(!states.isEmpty)
    }
}
