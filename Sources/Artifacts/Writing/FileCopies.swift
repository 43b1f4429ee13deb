import Digest
import SystemPackage

/// Which files are copies of an earlier one; a runtime holds the same loader stub a dozen times.
struct FileCopies: Sendable {
    private struct Key: Hashable {
        let size: UInt64
        let isExecutable: Bool
        var digest: DigestValue?
    }

    private var originals: [String: String] = [:]

    /// Only files that have the size of another one are read.
    init(_ files: [PackedFile]) throws(ArtifactError) {
        var counts: [Key: Int] = [:]
        for file in files { counts[FileCopies.key(file), default: 0] += 1 }
        var first: [Key: String] = [:]
        for file in files where file.size > 0 {
            var key = FileCopies.key(file)
            guard let count = counts[key], count > 1 else { continue }
            key.digest = try FileCopies.digest(file.source)
            if let original = first[key] { originals[file.path] = original } else { first[key] = file.path }
        }
    }

    /// The path of the first file with the same content and mode; nil for that file itself.
    func original(of file: PackedFile) -> String? { originals[file.path] }

    private static func key(_ file: PackedFile) -> Key {
        Key(size: file.size, isExecutable: file.isExecutable, digest: nil)
    }

    private static func digest(_ source: FilePath) throws(ArtifactError) -> DigestValue {
        do throws(Errno) {
            return try SHA256.digest(ofFile: source)
        } catch {
            throw .unreadable(source, error)
        }
    }
}
