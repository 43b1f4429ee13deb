import Digest
import Glibc
import SystemPackage
import Testing

@Suite struct SHA256Tests {
    @Test(
        "digests of FIPS 180-4's examples",
        arguments: [
            ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
            (
                "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
                "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
            ),
        ])
    func knownAnswers(text: String, hex: String) {
        #expect(SHA256.digest(of: text).hex == hex)
    }

    @Test func piecesMakeTheSameDigestAsTheWhole() {
        let bytes = (0..<100_000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        var hash = SHA256()
        for start in stride(from: 0, to: bytes.count, by: 777) {
            hash.update(Array(bytes[start..<min(start + 777, bytes.count)]))
        }
        #expect(hash.finalize() == SHA256.digest(of: bytes))
    }

    @Test func aCopyGoesItsOwnWay() {
        var first = SHA256()
        first.update("a")
        var second = first
        second.update("b")
        #expect(first.finalize() == SHA256.digest(of: "a"))
        #expect(second.finalize() == SHA256.digest(of: "ab"))
    }

    @Test func aFileIsDigestedWhole() throws {
        let bytes = (0..<1_000_003).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        let path = FilePath("/tmp/digest-test-\(UInt64.random(in: 0 ... .max))")
        let file = try FileDescriptor.open(
            path, .writeOnly, options: [.create, .exclusiveCreate], permissions: .ownerReadWrite)
        defer { remove(path) }
        try file.closeAfter { _ = try file.writeAll(bytes) }
        #expect(try SHA256.digest(ofFile: path) == SHA256.digest(of: bytes))
    }

    @Test func aMissingFileIsAnError() {
        #expect(throws: Errno.noSuchFileOrDirectory) { try SHA256.digest(ofFile: "/nonexistent/file") }
    }

    private func remove(_ path: FilePath) {
        _ = path.withPlatformString { unlink($0) }
    }
}
