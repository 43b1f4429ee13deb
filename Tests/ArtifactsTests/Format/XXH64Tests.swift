import Testing

@testable import Artifacts

@Suite struct XXH64Tests {
    /// The published check values of the algorithm with seed 0.
    @Test(
        arguments: [
            ("", 0xEF46_DB37_51D8_E999), ("a", 0xD24E_C4F1_A98C_6E5B), ("abc", 0x44BC_2CF5_AD77_0999),
            ("Nobody inspects the spammish repetition", 0xFBCE_A83C_8A37_8BF1),
        ] as [(String, UInt64)])
    func publishedValues(_ text: String, _ hash: UInt64) {
        #expect(XXH64.hash(of: Array(text.utf8)) == hash)
    }

    @Test func piecesOfAnySizeGiveTheSameHash() {
        let bytes = Array(noise.prefix(1000))
        for size in [1, 3, 7, 31, 32, 33, 64, 999] {
            var hash = XXH64()
            for start in stride(from: 0, to: bytes.count, by: size) {
                Array(bytes[start..<min(start + size, bytes.count)]).withUnsafeBytes { hash.update($0) }
            }
            #expect(hash.value == XXH64.hash(of: bytes))
        }
    }
}
