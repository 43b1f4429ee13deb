import CLinux

/// Bytes of tar, unpacked: folders, files, links and links into layers, in an empty folder of a file system in memory.
///
/// The first byte says where the second frame begins, and the second one whether the tree has a mount.
enum TreeTarget {
    static func run(_ input: [UInt8]) throws(Failure) {
        guard input.count > 2 else { return }
        let tar = input[2...]
        let cut = min(Int(input[0]) * 512, tar.count)
        var payload: [UInt8] = []
        var frames: [Frame] = []
        for piece in [tar.prefix(cut), tar.dropFirst(cut)] {
            let stored = stored(piece)
            var frame = Frame(line: [])
            frame.offset = UInt64(payload.count)
            frame.size = stored.count
            frame.raw = UInt64(piece.count)
            var hash = XXH64()
            stored.withUnsafeBytes { hash.update($0) }
            frame.hash = hash.value
            frames.append(frame)
            payload += stored
        }
        Scratch.fill(Scratch.file, payload)
        let part = Part(component: "app", frames: frames)
        try Scratch.inFolder { (folder) throws(Failure) in
            let results = try Extraction([.init(part: part, root: folder)], of: Scratch.file).run()
            let mount = Link(isSymbolic: true, path: "a/m/n", target: "nowhere")
            let tree = PlannedTree(
                name: "inside", parent: -1, parts: [part], mounts: input[1] & 1 == 0 ? [] : [mount], layers: [])
            let mounted = try tree.mount(at: folder)
            let index = TreeIndex.bytes(results.flatMap { $0.entries } + mounted, layers: [], proof: Boot.durable)
            if index.isEmpty { stop("an index without a header") }
        }
    }

    /// A Zstandard frame of one piece that is not compressed, without a checksum.
    private static func stored(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
        let limit = 128 << 10
        var frame: [UInt8] = [0x28, 0xB5, 0x2F, 0xFD, 0xA0] + number(bytes.count, 4)
        var rest = bytes
        repeat {
            let block = rest.prefix(limit)
            rest = rest.dropFirst(block.count)
            frame += number(block.count << 3 | (rest.isEmpty ? 1 : 0), 3) + block
        } while !rest.isEmpty
        return frame
    }

    private static func number(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
}
