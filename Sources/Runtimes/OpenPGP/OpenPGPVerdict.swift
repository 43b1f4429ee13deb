/// What the signatures under a content come to.
enum OpenPGPVerdict: Hashable {
    /// A known key signed exactly this content; its fingerprint.
    case good(String)
    /// A known key signed something else.
    case tampered(String)
    /// A known key signed it, but the key or the signature has ended or is not yet valid.
    case outOfDate(String)
    /// Keys that are not known signed it, whatever it is.
    case unknown([String])
    /// There is no signature that can be read.
    case unsigned

    /// Judges all signature packets in the data; one good one is enough.
    ///
    /// - Parameters:
    ///   - binary: The content for signatures of bytes.
    ///   - text: The content with CR and LF at the ends of lines, for signatures of a text.
    ///   - now: Seconds since 1970.
    init(signatures data: [UInt8], binary: [UInt8]?, text: [UInt8], keyring: OpenPGPKeyring, now: Double) {
        let packets = (OpenPGPPacket.packets(data) ?? []).filter { $0.tag == OpenPGPPacket.signature }
        // More than a handful only costs time.
        let verdicts = packets.prefix(16).compactMap { OpenPGPSignature($0.body) }.compactMap { signature in
            switch signature.kind {
            case .binary: binary.map { Self.judge(signature, $0, keyring, now) }
            case .text: Self.judge(signature, text, keyring, now)
            default: nil
            }
        }
        let strangers = verdicts.flatMap { verdict -> [String] in
            if case .unknown(let names) = verdict { names } else { [] }
        }
        self = verdicts.min { $0.rank < $1.rank } ?? .unsigned
        if case .unknown = self { self = .unknown(strangers) }
    }

    private static func judge(
        _ signature: OpenPGPSignature, _ content: [UInt8], _ keyring: OpenPGPKeyring, _ now: Double
    ) -> OpenPGPVerdict {
        guard let key = keyring.key(of: signature) else {
            return .unknown([OpenPGPKey.name(signature.attributes.fingerprint ?? signature.attributes.keyID ?? [])])
        }
        guard signature.isGood(over: content, by: key) else { return .tampered(key.name) }
        return isCurrent(signature, key, now) ? .good(key.name) : .outOfDate(key.name)
    }

    private static func isCurrent(_ signature: OpenPGPSignature, _ key: OpenPGPKey, _ now: Double) -> Bool {
        // Clocks differ a little.
        let patience = 86_400.0
        guard let created = signature.attributes.created, created >= key.created, Double(created) <= now + patience
        else { return false }
        let end = signature.attributes.lifetime.flatMap { $0 == 0 ? nil : created + $0 }
        return [key.ends, end].compactMap(\.self).allSatisfy { now < Double($0) }
    }

    private var rank: Int {
        switch self {
        case .good: 0
        case .tampered: 1
        case .outOfDate: 2
        case .unknown: 3
        case .unsigned: 4
        }
    }
}
