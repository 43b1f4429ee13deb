#if canImport(Glibc)
    import Glibc
#endif

/// TCP on a loopback interface: this machine's, or that of a sandbox. Its calls block, so they belong on a thread of their own.
package struct Loopback: Sendable {
    /// Makes a TCP socket where the interface is.
    private let makeSocket: @Sendable () -> Int32?

    init(makeSocket: @escaping @Sendable () -> Int32?) { self.makeSocket = makeSocket }

    /// This machine's own.
    package static let here = Loopback {
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        return socket >= 0 ? socket : nil
    }

    /// A port that nobody listens on at this moment; `nil` when there is none.
    package static func freePort() -> Int? {
        guard let socket = here.makeSocket() else { return nil }
        defer { close(socket) }
        var address = address(0)
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { generic in
                bind(socket, generic, length) == 0 && getsockname(socket, generic, &length) == 0
            }
        }
        return status ? Int(UInt16(bigEndian: address.sin_port)) : nil
    }

    /// Whether somebody accepts connections on the port.
    package func accepts(port: Int) -> Bool {
        guard let socket = connect(port) else { return false }
        close(socket)
        return true
    }

    /// Connects, sends, and reads until `expected` has come, the other side closes or the time is up. Returns what came;
    /// `nil` when nobody accepts.
    package func exchange(
        port: Int, send text: [UInt8], expecting expected: [UInt8], within time: Duration
    ) -> [UInt8]? {
        guard let socket = connect(port) else { return nil }
        defer { close(socket) }
        let deadline = Clock.live.monotonic() + time.seconds
        var unsent = text[...]
        var received: [UInt8] = []
        while !(unsent.isEmpty && received.count >= expected.count), Clock.live.monotonic() < deadline {
            let events = Int16(unsent.isEmpty ? POLLIN : POLLIN | POLLOUT)
            var watched = pollfd(fd: socket, events: events, revents: 0)
            guard poll(&watched, 1, 100) > 0 else { continue }
            if watched.revents & Int16(POLLOUT) != 0, !unsent.isEmpty {
                let count = unsent.withUnsafeBytes { Self.write(socket, $0) }
                guard count > 0 else { break }
                unsent = unsent.dropFirst(count)
            } else {
                guard let bytes = Self.read(socket) else { break }
                received += bytes
            }
        }
        return received
    }

    private static func write(_ socket: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
        // Without a signal when the other side has gone.
        Glibc.send(socket, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
    }

    private static func read(_ socket: Int32) -> [UInt8]? {
        var buffer = [UInt8](repeating: 0, count: 1 << 14)
        let count = recv(socket, &buffer, buffer.count, 0)
        return count > 0 ? Array(buffer[..<count]) : nil
    }

    private func connect(_ port: Int) -> Int32? {
        guard let number = UInt16(exactly: port), let socket = makeSocket() else { return nil }
        var address = Self.address(number)
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        if status == 0 { return socket }
        close(socket)
        return nil
    }

    private static func address(_ port: UInt16) -> sockaddr_in {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        return address
    }
}
