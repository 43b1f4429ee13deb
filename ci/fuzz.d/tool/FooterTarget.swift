import Digest
import Matrix

@testable import Artifacts

/// A whole file. Its manifest's hash is made right, so that the end is read to its last check.
enum FooterTarget {
    static func run(_ input: [UInt8]) throws {
        var bytes = input
        if let footer = Footer(Array(input.suffix(Footer.size))), footer.manifestOffset <= input.count,
            footer.manifestSize <= UInt64(input.count) - footer.manifestOffset
        {
            var right = footer
            right.manifestHash = XXH64.hash(
                of: Array(input[Int(footer.manifestOffset)...].prefix(Int(footer.manifestSize))))
            bytes.replaceSubrange((bytes.count - Footer.size)..., with: right.bytes)
        }
        Scratch.fill(bytes)
        let reader = try ArtifactReader(Scratch.file)
        if reader.sizes.reduce(0, { $0 + $1.stored }) != bytes.count { stop("the parts are not the whole") }
        try reader.verify()
    }
}
