import SystemPackage
import Testing
import Transfer

@Suite struct TLSTests {
    private static let answers = [
        "file": "HTTP/1.1 200 X\r\nContent-Length: 2\r\n\r\nhi",
        "clear": "HTTP/1.1 302 X\r\nLocation: http://127.0.0.1:9/x\r\nContent-Length: 0\r\n\r\n",
    ]

    @Test(
        "certificates",
        arguments: [
            (TLSServer.Certificate.good, nil, ""), (.expired, "transfer.tls", "expired"),
            (.wrongHost, "transfer.tls", "127.0.0.1"), (.selfSigned, "transfer.tls", "self"),
        ] as [(TLSServer.Certificate, String?, String)])
    func certificates(certificate: TLSServer.Certificate, code: String?, word: String) async throws {
        try await withTemporaryFolder { folder in
            let server = try TLSServer(certificate, in: folder, answers: Self.answers)
            let transfer = Self.transfer(["SSL_CERT_FILE": server.authority.string])
            do throws(TransferError) {
                #expect(try await transfer.fetch(.init(url: server.url + "/file")) == Array("hi".utf8))
                #expect(code == nil)
            } catch {
                #expect(error.code == code)
                #expect(error.detail.contains(word), "\(error)")
                #expect(error.hint.contains("SSL_CERT_FILE"))
            }
        }
    }

    @Test("a CA of one's own", arguments: ["SSL_CERT_FILE", "CURL_CA_BUNDLE"])
    func authority(variable: String) async throws {
        try await withTemporaryFolder { folder in
            let server = try TLSServer(.good, in: folder, answers: Self.answers)
            let request = TransferRequest(url: server.url + "/file")
            #expect(try await Self.transfer([variable: server.authority.string]).fetch(request) == Array("hi".utf8))
            let error = await #expect(throws: TransferError.self) { _ = try await Self.transfer([:]).fetch(request) }
            #expect(error?.code == "transfer.tls")
            let missing = await #expect(throws: TransferError.self) {
                _ = try await Self.transfer([variable: "/nonexistent.pem"]).fetch(request)
            }
            #expect(missing?.code == "transfer.tls")
        }
    }

    @Test func aRedirectionIntoTheClearIsNotFollowed() async throws {
        try await withTemporaryFolder { folder in
            let server = try TLSServer(.good, in: folder, answers: Self.answers)
            let transfer = Self.transfer(["SSL_CERT_FILE": server.authority.string])
            let error = await #expect(throws: TransferError.self) {
                _ = try await transfer.fetch(
                    .init(url: server.url + "/clear", access: TransferAccess(plainHTTP: .allowed)))
            }
            #expect(error?.code == "transfer.redirect")
            #expect(error?.detail.contains("from https to plain http") == true)
        }
    }

    private static func transfer(_ variables: [String: String]) -> Transfer {
        .live(retries: RetryPolicy(attempts: 1), environment: TransferEnvironment(variables))
    }
}
