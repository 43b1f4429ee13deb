#if canImport(Glibc)
    import Glibc
#endif

/// Our end of the socket to a keeper. Its closing makes the keeper end everything and itself.
final class ControlSocket: Sendable {
    let file: Int32

    init(_ file: Int32) { self.file = file }

    deinit { close(file) }

    /// Both ends; `nil` when the system has no descriptors left.
    static func pair() -> (ours: ControlSocket, keepers: Int32)? {
        var ends: [Int32] = [-1, -1]
        let kind = Int32(SOCK_SEQPACKET.rawValue | SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { return nil }
        return (ControlSocket(ends[0]), ends[1])
    }

    /// Sends an order; a keeper that is gone needs none.
    func send(_ order: String) {
        let bytes = Array(order.utf8)
        while Glibc.send(file, bytes, bytes.count, Int32(MSG_NOSIGNAL)) < 0 && errno == EINTR {}
    }

    enum Packet {
        case lines(ArraySlice<UInt8>, descriptor: Int32?)
        case nothing
        case closed
    }

    /// What has come, without waiting.
    func receive() -> Packet {
        var bytes = [UInt8](repeating: 0, count: 1 << 15)
        // A control message of one descriptor: length, level, type, descriptor, padding (cmsg(3)).
        var control = [Int32](repeating: 0, count: 6)
        let count = bytes.withUnsafeMutableBytes { buffer in
            control.withUnsafeMutableBytes { ancillary in
                var vector = iovec(iov_base: buffer.baseAddress, iov_len: buffer.count)
                return withUnsafeMutablePointer(to: &vector) { vector in
                    var message = msghdr()
                    message.msg_iov = vector
                    message.msg_iovlen = 1
                    message.msg_control = ancillary.baseAddress
                    message.msg_controllen = ancillary.count
                    return recvmsg(file, &message, Int32(MSG_DONTWAIT) | Int32(MSG_CMSG_CLOEXEC))
                }
            }
        }
        if count < 0 { return errno == EAGAIN || errno == EINTR ? .nothing : .closed }
        if count == 0 { return .closed }
        let isDescriptor = control[0] == 20 && control[2] == SOL_SOCKET && control[3] == 1
        return .lines(bytes[..<count], descriptor: isDescriptor ? control[4] : nil)
    }

    /// Blocks until something has come or the time is up.
    func wait(within seconds: Double) {
        var watched = pollfd(fd: file, events: Int16(POLLIN), revents: 0)
        poll(&watched, 1, Int32(min(max(seconds, 0) * 1000, 3_600_000)))
    }
}
