import Digest
import Transfer

/// Lets a transfer count only when its content has the expected SHA-256.
struct DigestCheck: ContentCheck {
    private let expected: DigestValue
    private var hash = SHA256()

    init(expected: DigestValue) {
        self.expected = expected
    }

    mutating func update(_ piece: UnsafeRawBufferPointer) {
        hash.update(piece)
    }

    func complaint() -> String? {
        let digest = hash.finalize()
        return digest == expected ? nil : "its SHA-256 is \(digest), not \(expected)"
    }
}
