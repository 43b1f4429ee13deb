/// The keys whose signatures count.
struct OpenPGPKeyring: Hashable, Sendable {
    /// Primary keys and the subkeys that they say sign for them.
    let keys: [OpenPGPKey]

    init(keys: [OpenPGPKey]) {
        self.keys = keys
    }

    /// Reads a keyring, binary or armored; nil when it is none. Keys of kinds that are not known here are passed over.
    init?(_ bytes: [UInt8]) {
        let data = bytes.first.map { $0 & 0x80 != 0 } == true ? bytes : OpenPGPArmor.data("PUBLIC KEY BLOCK", in: bytes)
        guard let data, let packets = OpenPGPPacket.packets(data) else { return nil }
        var blocks: [[OpenPGPPacket]] = []
        for packet in packets {
            if packet.tag == OpenPGPPacket.publicKey { blocks.append([]) }
            if !blocks.isEmpty { blocks[blocks.count - 1].append(packet) }
        }
        keys = blocks.flatMap { OpenPGPKeyBlock($0)?.keys ?? [] }
        if keys.isEmpty { return nil }
    }

    /// The key that a signature says it was made by.
    func key(of signature: OpenPGPSignature) -> OpenPGPKey? {
        if let fingerprint = signature.attributes.fingerprint {
            return keys.first { $0.fingerprint == fingerprint }
        }
        guard let keyID = signature.attributes.keyID, keyID.count == 8 else { return nil }
        return keys.first { $0.fingerprint.suffix(8).elementsEqual(keyID) }
    }
}

/// A primary key with what belongs to it, each part of which it has signed.
struct OpenPGPKeyBlock {
    private(set) var keys: [OpenPGPKey] = []
    private var primary: OpenPGPKey

    /// Reads the packets from one primary key to the next; nil when the key is of no known kind or was revoked.
    init?(_ packets: [OpenPGPPacket]) {
        guard let first = packets.first, let primary = OpenPGPKey(first.body) else { return nil }
        self.primary = primary
        var subject = first
        var subkeys: [OpenPGPKey] = []
        for packet in packets.dropFirst() {
            guard packet.tag == OpenPGPPacket.signature else {
                subject = packet
                continue
            }
            guard let signature = OpenPGPSignature(packet.body) else { continue }
            if !take(signature, on: subject, &subkeys) { return nil }
        }
        keys = [self.primary] + subkeys.map { $0.ending(with: self.primary) }
    }

    /// Whether the primary key is still to be used after what one of its signatures says.
    private mutating func take(
        _ signature: OpenPGPSignature, on subject: OpenPGPPacket, _ subkeys: inout [OpenPGPKey]
    ) -> Bool {
        switch signature.kind {
        case .keyRevocation:
            return !signature.isGood(over: primary.hashed, by: primary)
        case .genericCertification, .personaCertification, .casualCertification, .positiveCertification:
            if signature.isGood(over: primary.hashed + hashed(userID: subject), by: primary) {
                primary.ends = primary.end(by: signature)
            }
        case .subkeyBinding:
            guard let key = OpenPGPKey(subject.body), signature.isGood(over: primary.hashed + key.hashed, by: primary)
            else { return true }
            subkeys.removeAll { $0.fingerprint == key.fingerprint }
            if signature.attributes.keyFlags.map({ $0 & 2 != 0 }) ?? true { subkeys.append(key.ending(by: signature)) }
        case .subkeyRevocation:
            guard let key = OpenPGPKey(subject.body), signature.isGood(over: primary.hashed + key.hashed, by: primary)
            else { return true }
            subkeys.removeAll { $0.fingerprint == key.fingerprint }
        case .binary, .text: break
        }
        return true
    }

    private func hashed(userID packet: OpenPGPPacket) -> [UInt8] {
        let count = packet.body.count
        return [0xB4] + [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: count >> $0) } + packet.body
    }
}

extension OpenPGPKey {
    fileprivate func end(by signature: OpenPGPSignature) -> Int? {
        signature.attributes.keyLifetime.flatMap { $0 == 0 ? nil : created + $0 }
    }

    /// A subkey does not outlive its primary key.
    fileprivate func ending(with primary: OpenPGPKey) -> OpenPGPKey {
        var key = self
        key.ends = [ends, primary.ends].compactMap(\.self).min()
        return key
    }

    fileprivate func ending(by signature: OpenPGPSignature) -> OpenPGPKey {
        var key = self
        key.ends = end(by: signature)
        return key
    }
}
