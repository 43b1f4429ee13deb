package import Matrix

/// `SHA256SUMS`, to be checked by `sha256sum -c` in the output folder.
package struct Checksums: Sendable {
    private let sums: [String: String]

    /// Takes the artifacts of a run with what lies beside them; of two that bear one name, the later counts, as in the folder.
    package init(_ record: RunRecord) {
        let artifacts = record.cells.compactMap(\.artifact)
        let pairs = artifacts.flatMap { artifact in
            [(artifact.file, artifact.sha256)] + artifact.companions.map { ($0.file, $0.sha256) }
        }
        sums = Dictionary(pairs) { _, later in later }
    }

    /// A line for each file, sorted by name.
    package var text: String {
        sums.sorted { $0.key < $1.key }.map { line(sha256: $0.value, file: $0.key) }.joined()
    }

    /// GNU's form: a name that holds a line end or a backslash is escaped, and a backslash before the sum says so.
    private func line(sha256: String, file: String) -> String {
        var name = ""
        for scalar in file.unicodeScalars {
            switch scalar {
            case "\\": name += "\\\\"
            case "\n": name += "\\n"
            case "\r": name += "\\r"
            default: name.unicodeScalars.append(scalar)
            }
        }
        return "\(name == file ? "" : "\\")\(sha256)  \(name)\n"
    }
}
