import FoundationEssentials
import Glibc
import Synchronization
import SystemPackage
import Testing
import Transfer

@Suite struct LiveTransferTests {
    private let body = (0..<300_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    private let hasty = RetryPolicy(firstPause: .milliseconds(10))

    @Test func aFileArrivesWhole() async throws {
        let body = body
        try await serving({ _, _ in LoopbackServer.reply(200, body) }) { server, folder in
            let file = folder.appending("file")
            try await Transfer.live().download(.init(url: server.url + "/a"), file)
            #expect(try contents(of: file) == body)
            #expect(names(in: folder) == ["file"])
        }
    }

    @Test func bytesArriveInMemory() async throws {
        let body = body
        try await serving({ _, _ in LoopbackServer.reply(200, body) }) { server, _ in
            let bytes = try await Transfer.live().fetch(.init(url: server.url))
            #expect(bytes == body)
        }
    }

    @Test(
        "answers that no second attempt would change",
        arguments: [
            (404, "transfer.not-found"), (410, "transfer.not-found"), (403, "transfer.forbidden"),
            (400, "transfer.status"), (204, "transfer.status"), (304, "transfer.status"),
        ])
    func finalAnswers(status: Int, code: String) async throws {
        try await serving({ _, _ in LoopbackServer.reply(status) }) { server, folder in
            await expect(code, from: server, in: folder)
            #expect(server.requests.count == 1)
        }
    }

    @Test("answers and accidents that heal", arguments: ["503", "429", "reset", "cut", "nothing"])
    func healing(kind: String) async throws {
        let body = body
        try await serving({ _, number in
            if number == 2 { return LoopbackServer.reply(200, body) }
            return switch kind {
            case "503": LoopbackServer.reply(503)
            case "429": LoopbackServer.reply(429)
            case "reset": [.reset]
            case "cut": [.send(Array("HTTP/1.1 200 OK\r\nContent-Length: 9999\r\n\r\nabc".utf8))]
            default: []
            }
        }) { server, folder in
            let file = folder.appending("file")
            try await Transfer.live(retries: hasty).download(.init(url: server.url), file)
            #expect(try contents(of: file) == body)
            #expect(server.requests.count == 3)
        }
    }

    @Test func attemptsAreCounted() async throws {
        try await serving({ _, _ in LoopbackServer.reply(500) }) { server, folder in
            await expect("transfer.server", from: server, in: folder)
            #expect(server.requests.count == 4)
        }
    }

    @Test func theServersWishForAPauseIsRespected() async throws {
        let pauses = Mutex<[Duration]>([])
        let policy = RetryPolicy(sleep: { pause in pauses.withLock { $0.append(pause) } })
        try await serving({ _, number in
            number == 0 ? LoopbackServer.reply(429, headers: ["Retry-After: 7"]) : LoopbackServer.reply(200, [1])
        }) { server, _ in
            let bytes = try await Transfer.live(retries: policy).fetch(.init(url: server.url))
            #expect(bytes == [1])
            #expect(pauses.withLock { $0 } == [.seconds(7)])
        }
    }

    @Test func aPauseTooLongIsAnError() async throws {
        try await serving({ _, _ in LoopbackServer.reply(429, headers: ["Retry-After: 3600"]) }) { server, folder in
            await expect("transfer.busy", from: server, in: folder)
            #expect(server.requests.count == 1)
        }
    }

    @Test func aStandstillIsNoticed() async throws {
        try await serving({ _, _ in
            [.send(Array("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc".utf8)), .pause(milliseconds: 8000)]
        }) { server, folder in
            let timeouts = TransferTimeouts(stall: .milliseconds(200))
            let policy = RetryPolicy(attempts: 1)
            // Unnoticed, the server's end would make it "interrupted".
            await expect("transfer.timeout", from: server, in: folder, retries: policy) { $0.timeouts = timeouts }
        }
    }

    @Test func theTotalTimeHolds() async throws {
        let drip: [LoopbackServer.Step] = (0..<60).flatMap { _ -> [LoopbackServer.Step] in
            [.send([65]), .pause(milliseconds: 50)]
        }
        try await serving({ _, _ in
            [.send(Array("HTTP/1.1 200 OK\r\nContent-Length: 60\r\n\r\n".utf8))] + drip
        }) { server, folder in
            let policy = RetryPolicy(attempts: 1)
            await expect("transfer.timeout", from: server, in: folder, retries: policy) {
                $0.timeouts = TransferTimeouts(total: .milliseconds(300))
            }
        }
    }

    @Test func cancellingEndsItAtOnce() async throws {
        try await serving({ _, _ in
            [.send(Array("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc".utf8)), .pause(milliseconds: 8000)]
        }) { server, folder in
            let task = Task { () -> String in
                do throws(TransferError) {
                    try await Transfer.live().download(.init(url: server.url), folder.appending("file"))
                    return "done"
                } catch { return error.code }
            }
            while server.requests.isEmpty { try await Task.sleep(for: .milliseconds(5)) }
            try await Task.sleep(for: .milliseconds(50))
            task.cancel()
            // Unnoticed, the server's end would make it "interrupted".
            #expect(await task.value == "transfer.cancelled")
            #expect(names(in: folder).isEmpty)
        }
    }

    @Test func contentIsChecked() async throws {
        let body = body
        try await serving({ _, _ in LoopbackServer.reply(200, body) }) { server, folder in
            await expect("transfer.digest", from: server, in: folder) { $0.check = Sum(expected: 1) }
            #expect(server.requests.count == 1)
            let sum = body.reduce(0) { $0 &+ Int($1) }
            let request = TransferRequest(url: server.url, check: Sum(expected: sum))
            try await Transfer.live().download(request, folder.appending("file"))
            #expect(names(in: folder) == ["file"])
        }
    }

    @Test func theSizeIsLimited() async throws {
        let body = body
        try await serving({ _, _ in LoopbackServer.reply(200, body) }) { server, folder in
            await expect("transfer.too-large", from: server, in: folder) { $0.limit = 1000 }
        }
    }

    @Test func progressIsTold() async throws {
        let pieces: [LoopbackServer.Step] = (0..<5).flatMap { _ -> [LoopbackServer.Step] in
            [.send(Array(repeating: 65, count: 100)), .pause(milliseconds: 120)]
        }
        let heard = Mutex<[TransferProgress]>([])
        try await serving({ _, _ in
            [.send(Array("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n".utf8))] + pieces
        }) { server, _ in
            _ = try await Transfer.live().fetch(
                .init(url: server.url, progress: { state in heard.withLock { $0.append(state) } }))
        }
        let states = heard.withLock { $0 }
        #expect(states.count >= 2)
        #expect(states.allSatisfy { $0.total == 500 })
        #expect(states.map(\.received) == states.map(\.received).sorted())
    }

    @Test func redirectionsAreFollowed() async throws {
        try await serving({ path, _ in
            path == "/end"
                ? LoopbackServer.reply(200, [7]) : LoopbackServer.reply(302, [1, 2], headers: ["Location: /end"])
        }) { server, _ in
            let bytes = try await Transfer.live().fetch(.init(url: server.url + "/start"))
            #expect(bytes == [7])
            #expect(server.requests == ["/start", "/end"])
        }
    }

    @Test("redirections that are not followed", arguments: ["/again", "file:///etc/passwd", "ftp://127.0.0.1/x"])
    func badRedirections(target: String) async throws {
        try await serving({ _, _ in LoopbackServer.reply(301, headers: ["Location: \(target)"]) }) { server, folder in
            await expect("transfer.redirect", from: server, in: folder)
        }
    }

    @Test("URLs that are none", arguments: ["", "file:///etc/passwd", "ftp://x/y", "//host/x", "http:/x", "x"])
    func badURLs(url: String) async {
        let error = await #expect(throws: TransferError.self) { _ = try await Transfer.live().fetch(.init(url: url)) }
        #expect(error?.code == "transfer.url")
    }

    @Test func aPortWithoutServerIsNamed() async throws {
        let server = try LoopbackServer { _, _ in [] }
        server.stop()
        let error = await #expect(throws: TransferError.self) {
            _ = try await Transfer.live(retries: hasty).fetch(.init(url: server.url))
        }
        #expect(error?.code == "transfer.connect")
        #expect(error?.isOffline == true)
    }

    @Test func aHostWithoutAddressIsNamed() async {
        let error = await #expect(throws: TransferError.self) {
            _ = try await Transfer.live(retries: hasty).fetch(.init(url: "https://nowhere.invalid/x"))
        }
        #expect(error?.code == "transfer.dns")
    }

    @Test func plainTextInsteadOfTLSIsNamed() async throws {
        // A TLS greeting never ends like the head of a request, so this server speaks first.
        try await serving({ _, _ in [] }) { server, _ in
            let error = await #expect(throws: TransferError.self) {
                let timeouts = TransferTimeouts(connect: .milliseconds(300))
                _ = try await Transfer.live(retries: RetryPolicy(attempts: 1)).fetch(
                    .init(url: "https://127.0.0.1:\(server.port)", timeouts: timeouts))
            }
            #expect(["transfer.tls", "transfer.timeout"].contains(error?.code))
        }
    }

    @Test func anUnwritableFolderIsNamed() async throws {
        try await serving({ _, _ in LoopbackServer.reply(200, [1]) }) { server, _ in
            let error = await #expect(throws: TransferError.self) {
                try await Transfer.live().download(.init(url: server.url), "/nonexistent/folder/file")
            }
            #expect(error?.code == "transfer.unwritable")
        }
    }

    private func serving(
        _ answer: @escaping @Sendable (String, Int) -> [LoopbackServer.Step],
        _ body: (LoopbackServer, FilePath) async throws -> Void
    ) async throws {
        let server = try LoopbackServer(answer)
        defer { server.stop() }
        let url = FileManager.default.temporaryDirectory.appending(path: "transfer-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: url) }
        try await body(server, FilePath(url.path))
    }

    private func expect(
        _ code: String, from server: LoopbackServer, in folder: FilePath, retries: RetryPolicy? = nil,
        _ change: (inout TransferRequest) -> Void = { _ in }
    ) async {
        var request = TransferRequest(url: server.url)
        change(&request)
        let final = request
        let error = await #expect(throws: TransferError.self) {
            try await Transfer.live(retries: retries ?? hasty).download(final, folder.appending("file"))
        }
        #expect(error?.code == code)
        #expect(names(in: folder).isEmpty)
    }

    private func contents(of file: FilePath) throws -> [UInt8] {
        try Array(Data(contentsOf: URL(filePath: file.string)))
    }

    private func names(in folder: FilePath) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: folder.string).sorted()) ?? []
    }
}

private struct Sum: ContentCheck {
    let expected: Int
    var sum = 0

    init(expected: Int) {
        self.expected = expected
    }

    mutating func update(_ piece: UnsafeRawBufferPointer) {
        for byte in piece { sum &+= Int(byte) }
    }

    func complaint() -> String? {
        sum == expected ? nil : "its sum is \(sum), not \(expected)"
    }
}
