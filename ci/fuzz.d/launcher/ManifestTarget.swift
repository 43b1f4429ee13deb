import CLinux

/// A manifest's text, between a payload and a footer that fit it, and what becomes of it when a program is installed and started.
enum ManifestTarget {
    nonisolated(unsafe) private static var cache: CacheFolder?

    static func run(_ input: [UInt8]) throws(Failure) {
        let cache = try someCache()
        let manifest = try Manifest(input, footer: footer(for: input))
        for tree in PlannedTree.all(manifest, in: cache) {
            if tree.name.bytes.contains(UInt8(ascii: "/")) { stop("a tree's name is a path") }
            for mount in tree.mounts where SafePath.entry(mount.path.bytes) == nil { stop("a mount leads outside") }
        }
        let places = Placeholders(root: "/root", executable: "/self")
        for text in [manifest.program] + manifest.arguments + manifest.environment { _ = places.fill(text) }
    }

    private static func someCache() throws(Failure) -> CacheFolder {
        if let cache { return cache }
        guard let path = Environment.folder("BMATRIX_FUZZ_SCRATCH") else { stop("BMATRIX_FUZZ_SCRATCH is missing") }
        let made = try CacheFolder(.init(path: path + "/cache", isShared: false), create: true)
        cache = made
        return made
    }

    /// Its frames fill the payload, if they can.
    private static func footer(for text: [UInt8]) throws(Failure) -> Footer {
        var start: UInt64?
        var size: UInt64 = 0
        for line in text.split(separator: UInt8(ascii: "\n")) where line.starts(with: "frame=".utf8) {
            let frame = Frame(line: line.dropFirst(6))
            start = start ?? frame.offset
            size &+= UInt64(frame.size)
        }
        let offset = start ?? 0
        let numbers = [
            offset, size, offset &+ size, UInt64(text.count), 0, 1, offset &+ size &+ UInt64(text.count) &+ 64,
        ]
        var bytes: [UInt8] = []
        for number in numbers + [Footer.magic] {
            for index in 0..<8 { bytes.append(UInt8(truncatingIfNeeded: number >> (8 * index))) }
        }
        guard let footer = Footer(bytes), let total = Int(exactly: footer.total), total > Footer.size else {
            throw .damaged("no file is so large")
        }
        try footer.check(fileSize: total)
        return footer
    }
}
