import Glibc
import Synchronization

/// An HTTP server on the loopback interface whose every answer, pause and broken connection a test decides.
final class LoopbackServer: Sendable {
    /// What the server does on a connection after it has read a request.
    enum Step: Sendable {
        case send([UInt8])
        case pause(milliseconds: UInt32)
        /// Ends the connection with a reset instead of a proper close.
        case reset
    }

    /// What a client asked for.
    struct Request: Sendable {
        /// The path, or the whole URL when the client takes this for a proxy.
        let path: String
        /// How many requests came for it before.
        let number: Int
        /// By their names in lower case.
        let headers: [String: String]
    }

    let port: UInt16
    private let listener: Int32
    private let answer: @Sendable (Request) -> [Step]
    private let log = Mutex<[Request]>([])
    private let isStopped = Mutex(false)

    /// Starts a server; `answer` gets the path and how many requests came for it before.
    convenience init(_ answer: @escaping @Sendable (_ path: String, _ number: Int) -> [Step]) throws {
        try self.init { request in answer(request.path, request.number) }
    }

    /// Starts a server whose answers depend on more than the path.
    init(_ answer: @escaping @Sendable (Request) -> [Step]) throws {
        signal(SIGPIPE, SIG_IGN)
        listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let descriptor = listener
        let bound = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, length) == 0 && listen(descriptor, 64) == 0
                    && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard bound else { throw Failure() }
        port = UInt16(bigEndian: address.sin_port)
        self.answer = answer
        startThread { [self] in accept() }
    }

    struct Failure: Error {}

    var url: String { "http://127.0.0.1:\(port)" }

    /// The paths that were asked for, in order.
    var requests: [String] { log.withLock { $0.map(\.path) } }

    /// What was asked for, in order.
    var asked: [Request] { log.withLock { $0 } }

    /// Refuses connections from now on. The thread that accepts them closes the socket: closing it here could hit
    /// another one that got the same number meanwhile.
    func stop() {
        isStopped.withLock { stopped in
            if !stopped { shutdown(listener, Int32(SHUT_RDWR)) }
            stopped = true
        }
    }

    /// A whole answer with a status and a body.
    static func reply(_ status: Int = 200, _ body: [UInt8] = [], headers: [String] = []) -> [Step] {
        let head = ["HTTP/1.1 \(status) X", "Content-Length: \(body.count)", "Connection: close"] + headers
        return [.send(Array((head.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body)]
    }

    private func accept() {
        while true {
            let connection = Glibc.accept(listener, nil, nil)
            if connection < 0 { break }
            startThread { [self] in serve(connection) }
        }
        isStopped.withLock { $0 = true }
        close(listener)
    }

    private func serve(_ connection: Int32) {
        defer { close(connection) }
        guard let (path, headers) = readRequest(connection) else { return }
        let request = log.withLock { log in
            let request = Request(path: path, number: log.count { $0.path == path }, headers: headers)
            log.append(request)
            return request
        }
        for step in answer(request) { perform(step, connection) }
        shutdown(connection, Int32(SHUT_WR))
    }

    private func perform(_ step: Step, _ connection: Int32) {
        switch step {
        case .pause(let milliseconds): usleep(milliseconds * 1000)
        case .reset:
            var option = linger(l_onoff: 1, l_linger: 0)
            setsockopt(connection, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
        case .send(let bytes):
            var sent = 0
            while sent < bytes.count {
                let count = bytes.withUnsafeBytes {
                    $0.baseAddress.map { send(connection, $0 + sent, bytes.count - sent, 0) } ?? -1
                }
                if count <= 0 { return }
                sent += count
            }
        }
    }

    private func readRequest(_ connection: Int32) -> (path: String, headers: [String: String])? {
        var text: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 4096)
        while true {
            let head = String(decoding: text, as: UTF8.self)
            if head.contains("\r\n\r\n") {
                return head.split(separator: " ").dropFirst().first.map { (String($0), Self.headers(head)) }
            }
            let count = recv(connection, &buffer, buffer.count, 0)
            if count <= 0 { return nil }
            text += buffer[..<count]
        }
    }

    private static func headers(_ head: String) -> [String: String] {
        let pairs = head.split(whereSeparator: \.isNewline).dropFirst().compactMap { line -> (String, String)? in
            guard let colon = line.firstIndex(of: ":") else { return nil }
            return (line[..<colon].lowercased(), String(line[line.index(after: colon)...].drop { $0 == " " }))
        }
        return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }

    private func startThread(_ body: @escaping @Sendable () -> Void) {
        let box = Unmanaged.passRetained(Box(body))
        var thread = pthread_t()
        pthread_create(
            &thread, nil,
            { raw in
                if let raw { Unmanaged<Box>.fromOpaque(raw).takeRetainedValue().body() }
                return nil
            }, box.toOpaque())
        pthread_detach(thread)
    }

    private final class Box: Sendable {
        let body: @Sendable () -> Void

        init(_ body: @escaping @Sendable () -> Void) {
            self.body = body
        }
    }
}
