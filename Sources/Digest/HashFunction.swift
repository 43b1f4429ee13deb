import CCrypto

/// The hash functions that signatures are made with.
package enum HashFunction: Hashable, Sendable {
    /// For fingerprints alone: no signature with it is good.
    case sha1
    case sha256
    case sha384
    case sha512

    /// The digest of some bytes.
    package func digest(of bytes: [UInt8]) -> [UInt8] {
        var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
        var count: UInt32 = 0
        guard EVP_Digest(bytes, bytes.count, &digest, &count, algorithm, nil) == 1 else { return [] }
        return Array(digest.prefix(Int(count)))
    }

    var algorithm: OpaquePointer? {
        switch self {
        case .sha1: EVP_sha1()
        case .sha256: EVP_sha256()
        case .sha384: EVP_sha384()
        case .sha512: EVP_sha512()
        }
    }
}
