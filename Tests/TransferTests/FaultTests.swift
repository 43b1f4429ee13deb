import FoundationEssentials
import SystemPackage
import Testing
import Transfer

/// What a server or the way to it can do to a file, and what comes of it: right content or an error of its own.
@Suite struct FaultTests {
    /// A fault, its outcome (`right` or an error's code), and how many requests it takes.
    struct Row: Sendable, CustomTestStringConvertible {
        let name: String
        let outcome: String
        let requests: ClosedRange<Int>
        let answer: @Sendable (LoopbackServer.Request) -> [LoopbackServer.Step]

        init(
            _ name: String, _ outcome: String, _ requests: ClosedRange<Int>,
            _ answer: @escaping @Sendable (LoopbackServer.Request) -> [LoopbackServer.Step]
        ) {
            self.name = name
            self.outcome = outcome
            self.requests = requests
            self.answer = answer
        }

        var testDescription: String { "\(name): \(outcome)" }
    }

    private static let body = (0..<200_000).map { UInt8(truncatingIfNeeded: ($0 &* 31) ^ ($0 >> 8)) }
    private static let tag = "ETag: \"one\""

    private static let table: [Row] = [
        Row("nothing wrong", "right", 1...1) { _ in LoopbackServer.reply(200, body) },
        Row("reset after 70000 bytes, ranges served", "right", 2...2) { request in
            request.number == 0 ? cut(at: 70_000, .reset) : rest(request)
        },
        Row("reset after every 30000 bytes, ranges served", "right", 7...7) { request in
            rest(request, most: 30_000)
        },
        Row("reset after 70000 bytes, range ignored", "right", 2...2) { request in
            request.number == 0 ? cut(at: 70_000, .reset) : LoopbackServer.reply(200, body, headers: [tag])
        },
        Row("reset after 70000 bytes each time, range ignored", "transfer.interrupted", 4...4) { _ in
            cut(at: 70_000, .reset)
        },
        Row("reset after 70000 bytes, then 416", "right", 3...3) { request in
            switch request.number {
            case 0: cut(at: 70_000, .reset)
            case 1: LoopbackServer.reply(416)
            default: LoopbackServer.reply(200, body)
            }
        },
        Row("reset after 70000 bytes, then another range than asked for", "right", 3...3) { request in
            switch request.number {
            case 0: cut(at: 70_000, .reset)
            case 1: LoopbackServer.reply(206, Array(body[100...]), headers: ["Content-Range: bytes 100-199999/200000"])
            default: LoopbackServer.reply(200, body)
            }
        },
        Row("reset after 70000 bytes, the file changed, range served all the same", "right", 3...3) { request in
            switch request.number {
            case 0:
                [.send(head(200, 200_000)), .send(Array(repeating: 7, count: 70_000)), .reset]
            case 1: rest(request)
            default: LoopbackServer.reply(200, body)
            }
        },
        Row("503 twice, then 200", "right", 3...3) { request in
            request.number < 2 ? LoopbackServer.reply(503) : LoopbackServer.reply(200, body)
        },
        Row("503 always", "transfer.server", 4...4) { _ in LoopbackServer.reply(503) },
        Row("429 with Retry-After in seconds", "right", 2...2) { request in
            request.number == 0
                ? LoopbackServer.reply(429, headers: ["Retry-After: 1"]) : LoopbackServer.reply(200, body)
        },
        Row("429 with Retry-After of an hour", "transfer.busy", 1...1) { _ in
            LoopbackServer.reply(429, headers: ["Retry-After: 3600"])
        },
        Row("a stall, then all", "right", 2...2) { request in
            request.number == 0
                ? [.send(head(200, 200_000, tag)), .send(Array(body[..<5000])), .pause(milliseconds: 2500)]
                : rest(request)
        },
        Row("stalls always", "transfer.timeout", 4...4) { _ in [.pause(milliseconds: 2500)] },
        Row("cut short with the right length announced, then the rest", "right", 2...2) { request in
            request.number == 0 ? cut(at: 70_000) : rest(request)
        },
        Row("cut short with the right length announced, always", "transfer.interrupted", 4...4) { _ in
            cut(at: 70_000)
        },
        Row("cut short with a length to match", "transfer.digest", 1...1) { _ in
            LoopbackServer.reply(200, Array(body[..<70_000]))
        },
        Row("whole with too small a length announced", "transfer.digest", 1...1) { _ in
            [.send(head(200, 70_000)), .send(body)]
        },
        Row("cut short without a length", "transfer.digest", 1...1) { _ in
            [.send(Array("HTTP/1.1 200 X\r\nConnection: close\r\n\r\n".utf8) + body[..<70_000])]
        },
        Row("a flipped byte", "transfer.digest", 1...1) { _ in
            var other = body
            other[100_000] ^= 0x10
            return LoopbackServer.reply(200, other)
        },
        Row("an endless redirection", "transfer.redirect", 1...6) { request in
            LoopbackServer.reply(302, headers: ["Location: \(request.path)x"])
        },
        Row("a redirection to another protocol", "transfer.redirect", 1...1) { _ in
            LoopbackServer.reply(302, headers: ["Location: file:///etc/passwd"])
        },
        Row("a redirection to a host in the clear", "transfer.insecure", 1...1) { _ in
            LoopbackServer.reply(302, headers: ["Location: http://mirror.example/file"])
        },
        Row("404", "transfer.not-found", 1...1) { _ in LoopbackServer.reply(404) },
        Row("403", "transfer.forbidden", 1...1) { _ in LoopbackServer.reply(403) },
        Row("10 KB a second", "right", 1...1) { _ in
            [.send(head(200, 200_000))]
                + stride(from: 0, to: 200_000, by: 80_000).flatMap { start -> [LoopbackServer.Step] in
                    // In real time this line would take 20 seconds; what counts is that pauses below the limit are none.
                    [.send(Array(body[start..<min(start + 80_000, 200_000)])), .pause(milliseconds: 400)]
                }
        },
        Row("10 GB announced", "transfer.too-large", 1...1) { _ in
            [.send(head(200, 10_000_000_000)), .send(body)]
        },
        Row("more than the limit, unannounced", "transfer.too-large", 1...1) { _ in
            [.send(Array("HTTP/1.1 200 X\r\nConnection: close\r\n\r\n".utf8) + body + body)]
        },
        Row("no answer at all", "transfer.interrupted", 4...4) { _ in [] },
        Row("no HTTP", "transfer.failed", 1...4) { _ in [.send(Array("SSH-2.0-OpenSSH\r\n".utf8))] },
    ]

    @Test("a fault and what comes of it", arguments: table)
    func fault(row: Row) async throws {
        let server = try LoopbackServer(row.answer)
        defer { server.stop() }
        try await withTemporaryFolder { folder in
            let outcome = await download(from: server, to: folder.appending("file"))
            #expect(outcome == row.outcome)
            #expect(row.requests.contains(server.requests.count), "\(server.requests.count) requests")
            // Nothing wrong is ever there, and nothing is left beside it.
            let names = try FileManager.default.contentsOfDirectory(atPath: folder.string)
            #expect(names == (row.outcome == "right" ? ["file"] : []))
            if row.outcome == "right" {
                let bytes = try Data(contentsOf: URL(filePath: folder.appending("file").string))
                #expect(Array(bytes) == Self.body)
            }
        }
    }

    private func download(from server: LoopbackServer, to file: FilePath) async -> String {
        let request = TransferRequest(
            url: server.url + "/f", limit: Self.body.count + 1000, check: ByteSum(expecting: Self.body),
            timeouts: TransferTimeouts(connect: .milliseconds(500), stall: .milliseconds(1000)))
        do throws(TransferError) {
            try await Transfer.live(retries: RetryPolicy(firstPause: .milliseconds(5))).download(request, file)
            return "right"
        } catch {
            #expect(!error.hint.isEmpty && error.message.contains(server.url))
            return error.code
        }
    }

    private static func head(_ status: Int, _ length: Int, _ headers: String...) -> [UInt8] {
        let lines = ["HTTP/1.1 \(status) X", "Content-Length: \(length)", "Connection: close"] + headers
        return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
    }

    /// The start of the body with the length of all of it.
    private static func cut(at count: Int, _ end: LoopbackServer.Step? = nil) -> [LoopbackServer.Step] {
        // A reset overtakes what is still on its way.
        let ending = end.map { [.pause(milliseconds: 100), $0] } ?? []
        return [.send(head(200, body.count, tag)), .send(Array(body[..<count]))] + ending
    }

    /// What a server that knows ranges answers; with `most`, it breaks off after so many bytes.
    private static func rest(_ request: LoopbackServer.Request, most: Int? = nil) -> [LoopbackServer.Step] {
        let range = request.headers["range"].flatMap { Int($0.dropFirst("bytes=".count).dropLast()) }
        let start = range ?? 0
        let content = Array(body[start...].prefix(most ?? body.count))
        let left = body.count - start
        let headers = range == nil ? [tag] : [tag, "Content-Range: bytes \(start)-\(body.count - 1)/\(body.count)"]
        let lines =
            (["HTTP/1.1 \(range == nil ? 200 : 206) X", "Content-Length: \(left)", "Connection: close"] + headers)
        let whole = Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + content
        return content.count < left ? [.send(whole), .pause(milliseconds: 100), .reset] : [.send(whole)]
    }
}
