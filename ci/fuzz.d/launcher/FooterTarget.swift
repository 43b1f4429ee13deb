import CLinux

/// A whole file, as the launcher finds itself. The manifest's hash is made right, so that the end is read to its last check.
enum FooterTarget {
    static func run(_ input: [UInt8]) throws(Failure) {
        var bytes = input
        if let footer = Footer([UInt8](input.suffix(Footer.size))), let manifest = manifest(of: footer, in: input) {
            var hash = XXH64()
            manifest.withUnsafeBytes { hash.update($0) }
            for index in 0..<8 {
                bytes[bytes.count - Footer.size + 32 + index] = UInt8(truncatingIfNeeded: hash.value >> (8 * index))
            }
        }
        Scratch.fill(Scratch.file, bytes)
        let executable = Executable(file: Scratch.file, size: bytes.count, path: "input")
        let manifest = try executable.manifest()
        try executable.checkLauncher(manifest)
    }

    private static func manifest(of footer: Footer, in bytes: [UInt8]) -> ArraySlice<UInt8>? {
        guard footer.manifestOffset <= bytes.count, footer.manifestSize <= UInt64(bytes.count) - footer.manifestOffset
        else { return nil }
        return bytes[Int(footer.manifestOffset)...].prefix(Int(footer.manifestSize))
    }
}
