package import Matrix

/// One independent Zstandard frame of the payload.
package struct Frame: Hashable, Sendable {
    /// Where it begins in the artifact.
    package var offset: UInt64
    /// Bytes in the artifact.
    package var stored: UInt64
    /// Bytes of tar when decompressed.
    package var raw: UInt64
    package var component: Component
    /// XXH64 of the stored bytes.
    package var hash: UInt64
}
