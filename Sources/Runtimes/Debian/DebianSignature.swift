import FoundationEssentials
import Host
import SystemPackage

/// Judges the signature of a suite's Release file by the keys that count for its source.
struct DebianSignature {
    let suite: DebianSuite

    /// The fingerprint of the known key that signed the text; nil when signatures are switched off.
    ///
    /// Everything else is an error: no signature, strangers' signatures alone, a signature of another text, an old key.
    func signer(of text: [UInt8], binary: [UInt8]?, signatures: [UInt8]) throws(RuntimesError) -> String? {
        guard suite.source.signature == .require else { return nil }
        let verdict = OpenPGPVerdict(
            signatures: signatures, binary: binary, text: text, keyring: try keyring(), now: suite.context.clock.now())
        switch verdict {
        case .good(let name): return name
        case .tampered(let name): throw .tampered(suite, name)
        case .outOfDate(let name): throw .oldKey(suite, name)
        case .unknown(let names): throw .unknownSigner(suite, names)
        case .unsigned: throw .unsigned(suite, "there is no signature in it that can be read")
        }
    }

    /// The source's own keyring, or the archive's keys that are built in and those that the host has.
    private func keyring() throws(RuntimesError) -> OpenPGPKeyring {
        guard let path = suite.source.keyring else { return OpenPGPKeyring(keys: Self.builtIn + ofHost) }
        let bytes: [UInt8]
        do throws(DiskError) { bytes = try Disk().read(path, limit: 16 << 20) } catch { throw RuntimesError(error) }
        guard let keyring = OpenPGPKeyring(bytes) else { throw .badKeyring(path) }
        return keyring
    }

    static let builtIn = DebianKeys.base64.flatMap { text in
        Data(base64Encoded: text, options: .ignoreUnknownCharacters).flatMap { OpenPGPKeyring(Array($0)) }?.keys ?? []
    }

    /// A host that is kept up to date knows the keys of releases to come.
    private var ofHost: [OpenPGPKey] {
        ["gpg", "pgp"].flatMap { ending in
            let path = suite.source.hostRoot.appending("usr/share/keyrings/debian-archive-keyring.\(ending)")
            return (try? Disk().read(path, limit: 16 << 20)).flatMap { OpenPGPKeyring($0) }?.keys ?? []
        }
    }
}

extension RuntimesError {
    static func unsigned(_ suite: DebianSuite, _ complaint: String) -> RuntimesError {
        RuntimesError(
            "runtimes.unsigned", "\(place(suite)) is not signed: \(complaint)",
            hint: "use a mirror of Debian; for one of your own that nobody signs, set 'signature: off' of the source",
            isInfrastructure: true)
    }

    fileprivate static func tampered(_ suite: DebianSuite, _ key: String) -> RuntimesError {
        RuntimesError(
            "runtimes.bad-signature", "\(place(suite)) is not what the key \(key) signed: it was changed on its way",
            hint: "do not use this mirror or the way to it until you know why; another mirror may serve",
            isInfrastructure: true)
    }

    fileprivate static func oldKey(_ suite: DebianSuite, _ key: String) -> RuntimesError {
        RuntimesError(
            "runtimes.expired-key", "\(place(suite)) is signed by the key \(key), which does not hold at this date",
            hint: "check the date of this machine; else install a newer debian-archive-keyring or use a newer mirror",
            isInfrastructure: true)
    }

    fileprivate static func unknownSigner(_ suite: DebianSuite, _ keys: [String]) -> RuntimesError {
        RuntimesError(
            "runtimes.unknown-signer",
            "\(place(suite)) is signed by no known key, but by \(keys.joined(separator: ", "))",
            hint: "install a newer debian-archive-keyring, or name the signer's keys in 'keyring:' of the source",
            isInfrastructure: true)
    }

    fileprivate static func badKeyring(_ path: FilePath) -> RuntimesError {
        RuntimesError(
            "runtimes.bad-keyring", "\(path) holds no OpenPGP key that can be used",
            hint: "export the key with 'gpg --export'; RSA of 2048 bits or more and Ed25519 are known here")
    }

    private static func place(_ suite: DebianSuite) -> String { "the Release file of \(suite.mirror) \(suite.name)" }
}
