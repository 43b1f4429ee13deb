import Digest
import Host
import Matrix
import Runtimes
import Synchronization
import SystemPackage
import Transfer

/// A server on the loopback interface that has the files that a test puts there.
final class FileServer: Sendable {
    private let files = Mutex<[String: [UInt8]]>([:])
    private let server = Mutex<LoopbackServer?>(nil)

    init() throws {
        let started = try LoopbackServer { [weak self] path, _ in
            guard let body = self?.files.withLock({ $0[path] }) else { return LoopbackServer.reply(404) }
            return LoopbackServer.reply(200, body)
        }
        server.withLock { $0 = started }
    }

    var url: String { server.withLock { $0?.url } ?? "" }
    var requests: [String] { server.withLock { $0?.requests } ?? [] }

    func stop() { server.withLock { $0?.stop() } }

    func put(_ path: String, _ bytes: [UInt8]) { files.withLock { $0[path] = bytes } }
    func put(_ path: String, _ text: String) { put(path, Array(text.utf8)) }

    /// A server and a folder with a store, both gone when `body` has ended.
    static func with(_ body: (FileServer, FilePath, RuntimesContext) async throws -> Void) async throws {
        try await withTemporaryFolder { folder in
            let server = try FileServer()
            defer { server.stop() }
            let context = RuntimesContext(
                store: try Store(root: folder.appending("cache")), transfer: .live(retries: RetryPolicy(attempts: 1)))
            try await body(server, folder, context)
        }
    }
}

extension RuntimeDemand {
    /// What a matrix of these OTP versions asks for.
    static func versions(_ otp: String..., targets: [String] = ["any_linux_x86_64"]) -> RuntimeDemand {
        RuntimeDemand(
            targets: targets.compactMap { Target.named($0, host: .x86_64) }, otp: otp.compactMap { VersionRequest($0) },
            host: .automatic(host: .x86_64))
    }
}

/// The error that something ends with.
func failure(of work: () async throws -> Void) async -> RuntimesError? {
    do {
        try await work()
        return nil
    } catch { return error as? RuntimesError }
}
