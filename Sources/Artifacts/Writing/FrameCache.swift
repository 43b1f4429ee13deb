import Archive
import Digest

/// Compressed frames that earlier packings left: the runtime's are the same in many artifacts.
package struct FrameCache: Sendable {
    /// The stored bytes for a key of 64 hexadecimal digits.
    package var lookup: @Sendable (_ key: String) -> [UInt8]?
    /// Keeps bytes for a key; failing to is not an error.
    package var store: @Sendable (_ key: String, _ bytes: [UInt8]) -> Void

    package init(
        lookup: @escaping @Sendable (_ key: String) -> [UInt8]?,
        store: @escaping @Sendable (_ key: String, _ bytes: [UInt8]) -> Void
    ) {
        self.lookup = lookup
        self.store = store
    }

    /// Keeps nothing.
    package static let none = FrameCache(lookup: { _ in nil }, store: { _, _ in })

    /// A digest of all that decides about a frame's bytes; `raw` is that of its content.
    static func key(_ raw: DigestValue, level: Int32) -> String {
        SHA256.digest(of: "bmatrix frame 3\nzstd \(Zstandard.version)\nlevel \(level)\n\(raw.hex)\n").hex
    }
}
