import Digest
import Matrix
import Testing

@testable import Runtimes

@Suite struct LockFileTests {
    private func pin(_ name: String, _ version: String, files: [String] = ["b", "a"]) throws -> Pin {
        Pin(
            name, version: try #require(Version(version)), source: "debian", origin: "trixie",
            platform: Platform(.linux, .x86_64, .bundled),
            files: files.map { OfferedFile(name: $0, url: "pool/\($0).deb", sha256: SHA256.digest(of: $0), size: 7) })
    }

    @Test func itIsReadAsItWasWritten() throws {
        let lock = LockFile([try pin("otp 27 for any_linux_x86_64", "27.1"), try pin("otp 29 for auto", "29.0-rc1")])
        let again = try LockFile(reading: Array(lock.text.utf8), place: "x")
        #expect(again.text == lock.text)
        #expect(again.pins.mapValues(\.version) == lock.pins.mapValues(\.version))
        #expect(again.pins["otp 29 for auto"]?.files.map(\.name) == ["a", "b"])
    }

    @Test func itIsAlwaysTheSameTextAndMerges() throws {
        let (a, b) = (try pin("otp 27 for auto", "27.1"), try pin("otp 29 for auto", "29.1"))
        let texts = [LockFile([a, b]).text, LockFile([b, a]).text]
        #expect(texts[0] == texts[1])
        // A pin that is added changes no line of another.
        let before = Set(LockFile([a]).text.split(separator: "\n"))
        #expect(before.isSubset(of: Set(texts[0].split(separator: "\n"))))
    }

    @Test("what cannot be read", arguments: ["", "{}", "<<<<<<< ours\n", "{\"bmatrix-lock\": 2, \"pins\": []}"])
    func unreadable(text: String) {
        let error = #expect(throws: RuntimesError.self) {
            try LockFile(reading: Array(text.utf8), place: "bmatrix.lock")
        }
        #expect(error?.code == "lock.unreadable" && error?.isInfrastructure == false)
    }

    @Test(
        "an update forgets what goes with an OTP",
        arguments: [
            ("27", ["otp 29 for auto"]), ("27.1", ["otp 29 for auto"]), ("2", nil), ("29", ["elixir", "otp 27"]),
            ("all", []),
        ])
    func update(otp: String, left: [String]?) throws {
        let lock = LockFile([
            try pin("otp 27 for auto", "27.1"), try pin("otp 27.1 to build on x86_64", "27.1"),
            try pin("elixir auto with otp 27.1", "1.18.3"), try pin("otp 29 for auto", "29.1"),
        ])
        let names = lock.without(otp).pins.keys.sorted()
        guard let left else { return #expect(names.count == 4) }
        #expect(names.allSatisfy { name in left.contains { name.hasPrefix($0) } }, "\(names)")
        #expect(names.isEmpty == left.isEmpty)
    }

    @Test func aMachineGoesByItsOwnPins() throws {
        let target = try #require(Target.named("any_linux_x86_64", host: .x86_64))
        let names = [
            "otp 27 for any_linux_x86_64", "otp 27 for any_linux_arm64", "otp 27.1 to build on x86_64",
            "otp 27.1 to build on arm64", "elixir auto with otp 27.1",
        ]
        let lock = LockFile(try names.map { try pin($0, "27.1") }).serving([target], host: .x86_64)
        #expect(lock.pins.keys.sorted() == [names[4], names[0], names[2]].sorted())
    }
}
