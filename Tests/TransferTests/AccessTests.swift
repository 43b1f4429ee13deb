import FoundationEssentials
import SystemPackage
import Testing
import Transfer

@Suite struct AccessTests {
    private let token = SecretToken("s3cr3t-token")
    private let once = RetryPolicy(attempts: 1)

    @Test(
        "what is not encrypted is refused unless it is loopback or told",
        arguments: [TransferAccess.PlainHTTP.refused, .withoutSecrets, .allowed])
    func plainHTTP(rule: TransferAccess.PlainHTTP) async throws {
        let proxy = try LoopbackServer { (_: LoopbackServer.Request) in LoopbackServer.reply(200, [1]) }
        defer { proxy.stop() }
        let transfer = Transfer.live(retries: once, environment: TransferEnvironment(["http_proxy": proxy.url]))
        let request = TransferRequest(
            url: "http://mirror.example/file", access: TransferAccess(plainHTTP: rule, token: token))
        if rule == .refused {
            let error = await #expect(throws: TransferError.self) { _ = try await transfer.fetch(request) }
            #expect(error?.code == "transfer.insecure")
            #expect(proxy.requests.isEmpty)
        } else {
            #expect(try await transfer.fetch(request) == [1])
            #expect(proxy.requests == ["http://mirror.example/file"])
            let shown = rule == .allowed ? "Bearer s3cr3t-token" : nil
            #expect(proxy.asked.first?.headers["authorization"] == shown)
        }
    }

    @Test(
        "proxies by the usual variables",
        arguments: [
            (["http_proxy": "P"], true), (["ALL_PROXY": "P"], true), (["all_proxy": "P"], true),
            (["HTTP_PROXY": "P"], false), (["https_proxy": "P"], false),
            (["http_proxy": "P", "no_proxy": "mirror.invalid"], false),
            (["http_proxy": "P", "NO_PROXY": ".invalid"], false), (["http_proxy": "P", "NO_PROXY": "*"], false),
            (["http_proxy": "P", "no_proxy": "other.invalid"], true),
        ])
    func proxies(variables: [String: String], isUsed: Bool) async throws {
        let proxy = try LoopbackServer { (_: LoopbackServer.Request) in LoopbackServer.reply(200, [1]) }
        defer { proxy.stop() }
        let environment = TransferEnvironment(variables.mapValues { $0 == "P" ? proxy.url : $0 })
        let request = TransferRequest(
            url: "http://mirror.invalid/file", access: TransferAccess(plainHTTP: .withoutSecrets))
        let bytes = try? await Transfer.live(retries: once, environment: environment).fetch(request)
        #expect((bytes == [1]) == isUsed)
        #expect(proxy.requests.isEmpty != isUsed)
    }

    @Test func aProxyThatWantsAPasswordGetsIt() async throws {
        let proxy = try LoopbackServer { (_: LoopbackServer.Request) in LoopbackServer.reply(200, [1]) }
        defer { proxy.stop() }
        let address = "http://ana:pw@127.0.0.1:\(proxy.port)"
        let transfer = Transfer.live(retries: once, environment: TransferEnvironment(["http_proxy": address]))
        _ = try await transfer.fetch(
            .init(url: "http://mirror.invalid/f", access: TransferAccess(plainHTTP: .withoutSecrets)))
        #expect(proxy.asked.first?.headers["proxy-authorization"] == "Basic YW5hOnB3")
    }

    @Test func theTokenStaysWithItsServer() async throws {
        let other = try LoopbackServer { (_: LoopbackServer.Request) in LoopbackServer.reply(200, [1]) }
        defer { other.stop() }
        let server = try LoopbackServer { request in
            request.path == "/a"
                ? LoopbackServer.reply(302, headers: ["Location: /b"])
                : LoopbackServer.reply(302, headers: ["Location: \(other.url)/c"])
        }
        defer { server.stop() }
        let bytes = try await Transfer.live(retries: once).fetch(
            .init(url: server.url + "/a", access: TransferAccess(token: token)))
        #expect(bytes == [1])
        #expect(server.asked.map { $0.headers["authorization"] } == ["Bearer s3cr3t-token", "Bearer s3cr3t-token"])
        #expect(other.asked.map { $0.headers["authorization"] } == [nil])
    }

    @Test func passwordsOfNetrcStayWithTheirServer() async throws {
        let other = try LoopbackServer { (_: LoopbackServer.Request) in LoopbackServer.reply(200, [1]) }
        defer { other.stop() }
        let server = try LoopbackServer { (_: LoopbackServer.Request) in
            LoopbackServer.reply(302, headers: ["Location: \(other.url)/c"])
        }
        defer { server.stop() }
        try await withTemporaryFolder { folder in
            let netrc = folder.appending("netrc")
            try Data("machine 127.0.0.1 login ana password pw\n".utf8).write(to: URL(filePath: netrc.string))
            let environment = TransferEnvironment(["NETRC": netrc.string])
            _ = try await Transfer.live(retries: once, environment: environment).fetch(.init(url: server.url))
        }
        #expect(server.asked.map { $0.headers["authorization"] } == ["Basic YW5hOnB3"])
        #expect(other.asked.map { $0.headers["authorization"] } == [nil])
    }

    @Test("secrets are shown nowhere", arguments: ["401", "404", "redirect"])
    func silence(kind: String) async throws {
        let server = try LoopbackServer { (_: LoopbackServer.Request) in
            switch kind {
            case "redirect": LoopbackServer.reply(302, headers: ["Location: ftp://u:s3cr3t@h/x?key=s3cr3t"])
            default: LoopbackServer.reply(Int(kind) ?? 500)
            }
        }
        defer { server.stop() }
        let request = TransferRequest(
            url: "http://ana:s3cr3t@127.0.0.1:\(server.port)/f?key=s3cr3t", access: TransferAccess(token: token))
        let error = await #expect(throws: TransferError.self) {
            _ = try await Transfer.live(retries: once).fetch(request)
        }
        #expect(error?.description.contains("s3cr3t") == false)
        var dumped = ""
        dump(request.access, to: &dumped)
        #expect(!"\(request.access) \(String(reflecting: request.access)) \(dumped)".contains("s3cr3t"))
    }

    @Test("tokens that cannot stand in a header", arguments: ["", "a b", "a\r\nX: y", "ä"])
    func badTokens(text: String) {
        #expect(SecretToken(text) == nil)
    }
}
