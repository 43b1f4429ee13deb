import CCrypto

/// SHA-256 of bytes that come in pieces; a value, so a copy is an independent continuation.
package struct SHA256: Sendable {
    private var state = SHA256state_st()

    /// A hash of nothing yet.
    package init() {
        SHA256_Init(&state)
    }

    /// Takes in the bytes that a buffer points at.
    package mutating func update(_ buffer: UnsafeRawBufferPointer) {
        SHA256_Update(&state, buffer.baseAddress, buffer.count)
    }

    /// Takes in bytes.
    package mutating func update(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { update($0) }
    }

    /// Takes in the UTF-8 of a text.
    package mutating func update(_ text: String) {
        update(Array(text.utf8))
    }

    /// The digest of all that was taken in so far; more can follow.
    package func finalize() -> DigestValue {
        var copy = state
        var bytes = [UInt8](repeating: 0, count: DigestValue.byteCount)
        SHA256_Final(&bytes, &copy)
        return DigestValue(finished: bytes)
    }

    /// The digest of some bytes.
    package static func digest(of bytes: [UInt8]) -> DigestValue {
        var hash = SHA256()
        hash.update(bytes)
        return hash.finalize()
    }

    /// The digest of a text's UTF-8.
    package static func digest(of text: String) -> DigestValue {
        digest(of: Array(text.utf8))
    }
}
