import CLinux

/// Bytes of tar, compared with what lies in a folder, in pieces whose length is the first byte. Nothing is written.
enum TarTarget {
    nonisolated(unsafe) private static var folder: Int32 = -1

    static func run(_ input: [UInt8]) throws(Failure) {
        prepare()
        guard let first = input.first else { return }
        var tar = TarExtractor(root: folder, isComparing: true)
        let piece = Int(first) * 8 + 1
        var next = 1
        while next < input.count {
            let end = min(next + piece, input.count)
            var result: Failure?
            input[next..<end].withUnsafeBytes { bytes in
                do throws(Failure) { try tar.take(bytes) } catch { result = error }
            }
            if let result { throw result }
            next = end
        }
        for link in tar.links where SafePath.entry(link.path.bytes) == nil { stop("a link lies outside") }
        _ = TreeIndex.bytes(tar.entries, layers: [], proof: Boot.durable)
    }

    /// With a file `a` and a file `b/c`, as the seeds have them.
    private static func prepare() {
        if folder >= 0 { return }
        mkdirat(Scratch.base, "there", 0o755)
        folder = sys_openat(Scratch.base, "there", O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0)
        mkdirat(folder, "b", 0o755)
        for (name, text) in [("a", "hello\n"), ("b/c", "")] as [(ByteString, ByteString)] {
            let file = sys_openat(folder, name.z, O_WRONLY | O_CREAT | O_CLOEXEC, 0o644)
            Scratch.fill(file, [UInt8](text.bytes))
            close(file)
        }
    }
}
