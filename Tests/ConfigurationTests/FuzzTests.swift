import Matrix
import Testing

@testable import Configuration

@Suite struct FuzzTests {
    /// A linear congruential sequence: the same numbers in each run.
    private struct Sequence {
        var state: UInt64
        mutating func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(max(bound, 1)))
        }
    }

    private static let words = [
        "", "~", "[]", "{}", "no", "*greeting", "99999999999999999999", "-1", "1e9", "'*'", "\"{port}\"", "(", "\u{0}",
        "5%", "0x0", "80x", "9999999999h", ".", "..", "1.", "é",
    ]

    /// Replaces words of a good file by others, swaps lines and cuts it off.
    private static func mutate(_ text: String, _ random: inout Sequence) -> String {
        var pieces = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        for _ in 0...random.next(4) {
            let at = random.next(pieces.count)
            switch random.next(4) {
            case 0: pieces[at] = words[random.next(words.count)]
            case 1: pieces[at] += words[random.next(words.count)]
            case 2: pieces.swapAt(at, random.next(pieces.count))
            default: pieces.remove(at: at)
            }
        }
        return pieces.joined(separator: " ")
    }

    @Test(.timeLimit(.minutes(1)))
    func hugeFilesAreToldOfSoon() {
        let apps = (0..<2000).map { "  app_number_\($0): {path: x, modes: [cli]}\n" }.joined()
        let wrong = (0..<1000).map { "    - {app: app_nunber_\($0), reason: x}\n" }.joined()
        let head = "version: 1\napps:\n\(apps)matrix:\n  target: auto\n  otp: 27\n"
        #expect(briefly(head + "  exclude:\n" + wrong).count == 100)
        #expect(planned(head).contains("warning: no smoke test"))
        let versions = (1...7000).map { "1.\($0)" }.joined(separator: ",")
        #expect(planned(head + "  elixir: [\(versions)]\n").contains("error: the matrix has 14000000 combinations"))
    }

    @Test func damagedFilesAreToldOf() {
        var random = Sequence(state: 7)
        var readable = 0
        for round in 0..<1000 {
            let text = FuzzTests.mutate(round % 2 == 0 ? MatrixFileTests.whole : SettingsTests.text, &random)
            let reading = MatrixFile.read(bytes: Array(text.utf8), name: "matrix.yaml", host: .arm64)
            let isWrong = reading.diagnostics.contains { $0.severity == .error }
            #expect(isWrong == (reading.file == nil))
            if let file = reading.file {
                readable += 1
                let applied = file.applying(profile: "nightly").file ?? file
                for cell in applied.plan(with: nil).plan?.cells ?? [] { _ = applied.settings(for: cell) }
            }
        }
        #expect(readable > 10)
    }
}
