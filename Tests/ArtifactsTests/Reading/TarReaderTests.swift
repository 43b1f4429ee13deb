import Testing

@testable import Artifacts

/// The tar reader trusts nothing, however the bytes come.
@Suite struct TarReaderTests {
    private static let long = String(repeating: "folder/", count: 40) + "file"
    private static let archive: [UInt8] =
        TarHeader.bytes(.folder, path: "bin") + TarHeader.bytes(.file, path: "bin/x", size: 700, isExecutable: true)
        + [UInt8](repeating: 7, count: 700) + [UInt8](repeating: 0, count: 324)
        + TarHeader.bytes(.file, path: long) + TarHeader.bytes(.hardLink, path: "copy", link: long)
        + TarHeader.bytes(.symbolicLink, path: "link", link: "bin/x") + TarHeader.end

    private struct Outcome: Equatable {
        var entries: [TarEntry] = []
        var content = 0
        var fault: String?
    }

    private func read(_ bytes: [UInt8], piece: Int) -> Outcome {
        var (reader, outcome) = (TarReader(), Outcome())
        do throws(TarFault) {
            var rest = bytes[...]
            while !rest.isEmpty {
                try reader.take(rest.prefix(piece)) { (event) throws(TarFault) in
                    switch event {
                    case .entry(let entry): outcome.entries.append(entry)
                    case .content(let bytes): outcome.content += bytes.count
                    }
                }
                rest = rest.dropFirst(piece)
            }
            if !reader.isEnded { outcome.fault = "no end" }
        } catch { outcome.fault = error.detail }
        return outcome
    }

    @Test func readsWhatTheWriterWrites() {
        let outcome = read(Self.archive, piece: 1 << 20)
        #expect(
            outcome.entries == [
                TarEntry(path: "bin", kind: .folder, size: 0),
                TarEntry(path: "bin/x", kind: .file(isExecutable: true), size: 700),
                TarEntry(path: Self.long, kind: .file(isExecutable: false), size: 0),
                TarEntry(path: "copy", kind: .hardLink(target: Self.long), size: 0),
                TarEntry(path: "link", kind: .symbolicLink(target: "bin/x"), size: 0),
            ])
        #expect(outcome.content == 700)
        #expect(outcome.fault == nil)
    }

    @Test(arguments: [1, 2, 3, 100, 511, 512, 513, 1024, 4000])
    func theSizeOfPiecesDoesNotMatter(_ piece: Int) {
        #expect(read(Self.archive, piece: piece) == read(Self.archive, piece: 1 << 20))
    }

    @Test func everyCutIsNoticed() {
        for count in 0..<Self.archive.count {
            #expect(read(Array(Self.archive.prefix(count)), piece: 4096).fault != nil, "\(count)")
        }
    }

    /// Whatever the bytes are, reading ends, and what comes out is no more than what went in.
    @Test func noBytesBreakIt() {
        var random = SystemRandomNumberGenerator()
        for _ in 0..<4000 {
            var bytes = Self.archive
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
                case 1: bytes.remove(at: place)
                case 2: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
                default:
                    // A header with another size, whose sum is right again.
                    let block = place / TarHeader.block * TarHeader.block
                    guard block + TarHeader.block <= bytes.count else { continue }
                    bytes[block + 124 + Int.random(in: 0..<11, using: &random)] = UInt8.random(in: 0x30...0x38)
                    seal(&bytes, block)
                }
                if bytes.isEmpty { bytes = [0] }
            }
            let outcome = read(bytes, piece: 700)
            #expect(outcome.content <= bytes.count)
        }
    }

    private func seal(_ bytes: inout [UInt8], _ block: Int) {
        for index in 148..<156 { bytes[block + index] = 0x20 }
        let sum = bytes[block..<(block + 512)].reduce(0) { $0 + Int($1) }
        let digits = Array(String(sum, radix: 8).utf8)
        let text = [UInt8](repeating: 0x30, count: max(0, 6 - digits.count)) + digits + [0, 0x20]
        bytes.replaceSubrange((block + 148)..<(block + 156), with: text)
    }

    @Test func otherKindsOfEntriesAreRefused() {
        for type in [UInt8(ascii: "3"), UInt8(ascii: "6"), UInt8(ascii: "g"), 0, UInt8(ascii: "L")] {
            var bytes = TarHeader.bytes(.file, path: "x")
            bytes[156] = type
            seal(&bytes, 0)
            #expect(read(bytes + TarHeader.end, piece: 512).fault != nil)
        }
    }

    @Test func namesThatAreNoTextAreRefused() {
        var bytes = TarHeader.bytes(.file, path: "xy")
        bytes[1] = 0xFF
        seal(&bytes, 0)
        #expect(read(bytes + TarHeader.end, piece: 512).fault == "a name is not UTF-8")
        for records in ["7 path=\n", "99 path=x\n", "9 path=\u{0}\n ", "x", "10 other=x\n", " path=x\n", "0 \n"] {
            var header = TarHeader.bytes(.file, path: "PaxHeader", size: UInt64(records.utf8.count))
            header[156] = UInt8(ascii: "x")
            seal(&header, 0)
            let padding = [UInt8](repeating: 0, count: 512 - records.utf8.count)
            let bytes = header + Array(records.utf8) + padding + TarHeader.bytes(.file, path: "x") + TarHeader.end
            let outcome = read(bytes, piece: 512)
            #expect(outcome.fault != nil || outcome.entries.first?.path == "", "\(records)")
        }
    }
}
