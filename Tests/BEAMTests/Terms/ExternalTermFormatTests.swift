import Testing

@testable import BEAM

struct ExternalTermFormatTests {
    /// What OTP 27 writes for a small boot script with one term of each kind.
    static let written: [UInt8] = [
        131, 104, 3, 119, 6, 115, 99, 114, 105, 112, 116, 104, 2, 107, 0, 4, 100, 101, 109, 111, 107, 0, 5, 48, 46, 49,
        46, 48, 108, 0, 0, 0, 13, 104, 2, 119, 4, 112, 97, 116, 104, 108, 0, 0, 0, 2, 107, 0, 25, 36, 82, 79, 79, 84,
        47, 108, 105, 98, 47, 107, 101, 114, 110, 101, 108, 45, 49, 46, 48, 47, 101, 98, 105, 110, 107, 0, 28, 36, 82,
        69, 76, 69, 65, 83, 69, 95, 76, 73, 66, 47, 100, 101, 109, 111, 45, 48, 46, 49, 46, 48, 47, 101, 98, 105, 110,
        106, 104, 2, 119, 5, 97, 112, 112, 108, 121, 104, 3, 119, 11, 97, 112, 112, 108, 105, 99, 97, 116, 105, 111,
        110, 119, 10, 115, 116, 97, 114, 116, 95, 98, 111, 111, 116, 108, 0, 0, 0, 2, 119, 6, 101, 108, 105, 120, 105,
        114, 119, 9, 112, 101, 114, 109, 97, 110, 101, 110, 116, 106, 97, 1, 98, 255, 255, 255, 251, 98, 0, 0, 1, 44,
        110, 10, 0, 203, 68, 66, 113, 118, 78, 182, 66, 157, 2, 70, 63, 248, 0, 0, 0, 0, 0, 0, 109, 0, 0, 0, 3, 98, 105,
        110, 116, 0, 0, 0, 1, 119, 1, 97, 97, 1, 108, 0, 0, 0, 1, 119, 1, 97, 119, 1, 98, 106, 109, 0, 0, 0, 0, 108, 0,
        0, 0, 2, 98, 0, 0, 3, 232, 98, 0, 0, 7, 208, 106, 106,
    ]

    @Test func readsAndWritesWhatErlangWrites() throws {
        let term = try ExternalTermFormat.decode(Self.written)
        #expect(ExternalTermFormat.encode(term) == Self.written)
        #expect(term.fields?[0] == .atom("script"))
        #expect(term.fields?[1].fields?[1].text == "0.1.0")
        let values = term.fields?[2].elements ?? []
        #expect(values.contains(.integer(-5)))
        #expect(values.contains(.float((1.5).bitPattern)))
        #expect(values.contains(.list([.atom("a")], tail: .atom("b"))))
    }

    @Test func refusesEveryCutOfATerm() {
        for count in 0..<Self.written.count {
            #expect(throws: TermError.self) { try ExternalTermFormat.decode(Array(Self.written[..<count])) }
        }
    }

    @Test func survivesEveryChangedByte() {
        for index in Self.written.indices {
            for value: UInt8 in [0, 1, 97, 104, 108, 110, 111, 116, 127, 255] {
                var bytes = Self.written
                bytes[index] = value
                _ = try? ExternalTermFormat.decode(bytes)
            }
        }
    }

    @Test func refusesDeepNesting() {
        let deep = [131] + [UInt8](repeating: 0, count: 0) + (0..<10_000).flatMap { _ in [104, 1] as [UInt8] } + [106]
        #expect(throws: TermError.self) { try ExternalTermFormat.decode(deep) }
    }

    @Test(arguments: [Int64.min, -1 << 40, -256, -1, 0, 255, 256, 1 << 31, 1 << 40, .max])
    func integersSurvive(_ value: Int64) throws {
        #expect(try ExternalTermFormat.decode(ExternalTermFormat.encode(.integer(value))) == .integer(value))
    }
}
