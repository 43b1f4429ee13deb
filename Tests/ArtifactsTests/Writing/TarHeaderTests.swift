import Testing

@testable import Artifacts

@Suite struct TarHeaderTests {
    @Test(arguments: [1, 100, 101, 255, 256, 257, 300, 5000])
    func everyHeaderIsWholeBlocksWithARightSum(_ length: Int) {
        let path = String(repeating: "abcdefghi/", count: length / 10) + String(repeating: "z", count: length % 10 + 1)
        let header = TarHeader.bytes(.file, path: path, size: 5, isExecutable: true)
        #expect(header.count % 512 == 0)
        for start in stride(from: 0, to: header.count, by: 512)
        where header[start + 257..<start + 262].elementsEqual("ustar".utf8) {
            var block = Array(header[start..<start + 512])
            let told = String(decoding: block[148..<154], as: UTF8.self)
            for index in 148..<156 { block[index] = 0x20 }
            #expect(UInt64(told, radix: 8) == block.reduce(0) { $0 + UInt64($1) })
        }
    }

    @Test func paddingFillsABlock() {
        #expect(TarHeader.padding(after: 0) == 0)
        #expect(TarHeader.padding(after: 1) == 511)
        #expect(TarHeader.padding(after: 512) == 0)
    }
}
