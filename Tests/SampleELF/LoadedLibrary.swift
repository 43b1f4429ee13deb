#if canImport(Glibc)
    import Glibc
#endif

/// A shared library that this process runs with: real native code that every machine has.
package enum LoadedLibrary {
    /// Its bytes, by the beginning of its file's name.
    package static func bytes(_ name: String) -> [UInt8]? {
        // The length of a file of /proc is not known before it is read.
        guard let file = fopen("/proc/self/maps", "r") else { return nil }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 4096)
        while fgets(&line, 4096, file) != nil {
            let text = line.prefix { $0 != 0 && $0 != 10 }.map { UInt8(bitPattern: $0) }
            let path = String(decoding: text, as: UTF8.self).drop { $0 != "/" }
            if path.contains("/" + name) { return content(String(path)) }
        }
        return nil
    }

    private static func content(_ path: String) -> [UInt8]? {
        guard let file = fopen(path, "r") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while case let count = fread(&piece, 1, piece.count, file), count > 0 { bytes += piece[..<count] }
        return bytes
    }
}
