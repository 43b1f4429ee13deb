import Transfer

/// A suite's Release file and who vouches for it.
struct SignedRelease: Hashable {
    /// What the signature covers, and nothing else.
    let text: String
    /// The fingerprint of the key; nil when signatures are switched off.
    let signer: String?
}

/// Gets a suite's Release file with its signature: `InRelease`, or `Release` and `Release.gpg` where that is missing.
struct DebianReleaseFiles {
    private static let largest = 16 << 20

    let suite: DebianSuite

    /// The file as the mirror has it now.
    func verified() async throws -> SignedRelease {
        let bytes: [UInt8]
        do throws(TransferError) { bytes = try await fetch("InRelease") } catch {
            guard error.reason == .notFound else { throw error }
            return try await detached()
        }
        return try signed(in: bytes)
    }

    private func signed(in bytes: [UInt8]) throws(RuntimesError) -> SignedRelease {
        guard let signed = ClearSignedText(bytes) else {
            if suite.source.signature == .off { return unsigned(bytes) }
            throw .unsigned(suite, "InRelease is no signed text")
        }
        let signer = try DebianSignature(suite: suite).signer(
            of: signed.canonical, binary: nil, signatures: signed.signatures)
        return SignedRelease(text: signed.text, signer: signer)
    }

    private func unsigned(_ bytes: [UInt8]) -> SignedRelease {
        SignedRelease(text: String(decoding: bytes, as: UTF8.self), signer: nil)
    }

    private func detached() async throws -> SignedRelease {
        let text = try await fetch("Release")
        if suite.source.signature == .off { return unsigned(text) }
        let armor: [UInt8]
        do throws(TransferError) { armor = try await fetch("Release.gpg") } catch {
            guard error.reason == .notFound else { throw error }
            throw RuntimesError.unsigned(suite, "there is neither InRelease nor Release.gpg")
        }
        guard let signatures = OpenPGPArmor.data("SIGNATURE", in: armor) else {
            throw RuntimesError.unsigned(suite, "Release.gpg is no signature")
        }
        let signer = try DebianSignature(suite: suite).signer(
            of: Self.canonical(text), binary: text, signatures: signatures)
        return SignedRelease(text: String(decoding: text, as: UTF8.self), signer: signer)
    }

    private func fetch(_ name: String) async throws(TransferError) -> [UInt8] {
        let url = "\(suite.mirror)/dists/\(suite.name)/\(name)"
        return try await suite.context.transfer.fetch(
            TransferRequest(url: url, limit: Self.largest, access: suite.source.access))
    }

    /// Every end of a line as CR and LF.
    private static func canonical(_ text: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(text.count + text.count / 40)
        for byte in text {
            if byte == 0x0A && result.last != 0x0D { result.append(0x0D) }
            result.append(byte)
        }
        return result
    }
}
