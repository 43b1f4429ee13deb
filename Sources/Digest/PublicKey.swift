import CCrypto

/// A public key that verifies signatures.
package enum PublicKey: Hashable, Sendable {
    /// RSA with the padding of PKCS#1 v1.5, by its big-endian numbers.
    case rsa(modulus: [UInt8], exponent: [UInt8])
    /// Ed25519, by the 32 bytes of its point.
    case ed25519(point: [UInt8])

    /// Whether the signature is one of this key over the digest that a hash function gave.
    ///
    /// SHA-1 and RSA keys of less than 2048 bits are never good.
    package func verifies(_ signature: [UInt8], of digest: [UInt8], by hash: HashFunction) -> Bool {
        guard hash != .sha1, !digest.isEmpty else { return false }
        switch self {
        case .rsa(let modulus, let exponent):
            return Self.verifies(signature, of: digest, by: hash, modulus: modulus, exponent: exponent)
        case .ed25519(let point):
            return bmatrix_ed25519_verify(point, point.count, signature, signature.count, digest, digest.count) == 1
        }
    }

    private static func verifies(
        _ signature: [UInt8], of digest: [UInt8], by hash: HashFunction, modulus: [UInt8], exponent: [UInt8]
    ) -> Bool {
        let modulus = Array(modulus.drop { $0 == 0 })
        guard (256...2048).contains(modulus.count), signature.count <= modulus.count,
            let key = bmatrix_rsa_key(modulus, modulus.count, exponent, exponent.count)
        else { return false }
        defer { EVP_PKEY_free(key) }
        // OpenPGP leaves out leading zeros, libcrypto wants the modulus's whole length.
        let whole = [UInt8](repeating: 0, count: modulus.count - signature.count) + signature
        return bmatrix_rsa_verify(key, hash.algorithm, whole, whole.count, digest, digest.count) == 1
    }
}
