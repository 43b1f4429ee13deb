package import Host
package import SystemPackage

/// The end of a log file, as failures show it.
package enum LogTail {
    /// The last lines of a log, without colour codes.
    package static func lines(of log: FilePath, disk: Disk, count: Int = 40) -> [String] {
        guard let bytes = try? disk.read(log, limit: 1 << 30) else { return [] }
        let text = String(decoding: bytes.suffix(64 << 10), as: UTF8.self)
        let lines = text.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        // A line that was written again and again, as progress is, counts as it was in the end.
        return lines.suffix(count + 1).map { plain($0.split(separator: "\r").last ?? "") }
            .reversed().drop { $0.isEmpty }.reversed()
    }

    /// The line without terminal escapes.
    static func plain(_ line: Substring) -> String {
        var plain = ""
        var rest = line.unicodeScalars[...]
        while let next = rest.popFirst() {
            guard next == "\u{1B}" else {
                if next == "\t" || next.value >= 0x20 { plain.unicodeScalars.append(next) }
                continue
            }
            guard rest.first == "[" else { continue }
            rest = rest.drop { !("@"..."~").contains($0) || $0 == "[" }
            rest = rest.dropFirst()
        }
        return plain
    }
}

extension Duration {
    /// The duration in seconds.
    package var seconds: Double { Double(components.seconds) + Double(components.attoseconds) / 1e18 }
}
