import Testing

@testable import YAML

@Suite struct FuzzTests {
    private static let seeds = [
        "version: 1\napps:\n  a: {path: x, modes: [cli, tui]}\nmatrix:\n  otp: [\"27\", '29']\n",
        "b: &b {x: 1}\nc: {<<: [*b, *b], y: |\n  text\n}\nd: >-\n  fold\n  ed\n? k\n: v\n",
        "- &a [1, {b: *a}]\n- \"\\u00e9\\x41\\\n  z\"\n- !!str ü # c\n--- %TAG ! x\n...\n",
    ]

    private static let marks = Array("\t\n:{}[]&*!|>'\"%@`-?,# \0".utf8)

    /// Takes pieces away, doubles them, and puts bytes in that mean something to YAML, without any true randomness.
    private static func mutate(_ seed: [UInt8], _ random: inout Sequence) -> [UInt8] {
        var bytes = seed
        for _ in 0...random.next(6) where !bytes.isEmpty {
            let at = random.next(bytes.count)
            switch random.next(4) {
            case 0: bytes[at] = UInt8(random.next(256))
            case 1: bytes.removeSubrange(at..<min(bytes.count, at + random.next(9)))
            case 2: bytes.insert(contentsOf: bytes[at..<min(bytes.count, at + random.next(30))], at: at)
            default: bytes.insert(marks[random.next(marks.count)], at: at)
            }
        }
        return bytes
    }

    /// A linear congruential sequence: the same numbers in each run.
    private struct Sequence {
        var state: UInt64
        mutating func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(max(bound, 1)))
        }
    }

    @Test(arguments: 0..<3)
    func mutatedTextsAreReadOrRefused(seed: Int) {
        var random = Sequence(state: UInt64(seed))
        for _ in 0..<3000 {
            let bytes = FuzzTests.mutate(Array(FuzzTests.seeds[seed].utf8), &random)
            if let error = problem(bytes) { #expect(error.position.line >= 1 && !error.message.isEmpty) }
        }
    }

    @Test(
        .timeLimit(.minutes(1)),
        arguments: [
            "[", "{", "- ", "? ", "&a ", "*a ", "a: ", "'", "!", "\n", "[a,", "{a: ", "%", "\"\\", "[]: ", ",", "a\n",
        ]
    )
    func longRepetitionsEndSoon(piece: String) {
        let text = String(repeating: piece, count: (1 << 20) / piece.utf8.count)
        _ = problem(Array(text.utf8))
    }
}
