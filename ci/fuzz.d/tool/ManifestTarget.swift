import Matrix

@testable import Artifacts

/// A manifest's text. What is read is written and read again.
enum ManifestTarget {
    static func run(_ input: [UInt8]) throws {
        let manifest = try Manifest(text: input)
        if let start = manifest.frames.first?.offset {
            let end = manifest.frames.reduce(start) { $0 &+ $1.stored }
            if end >= start, end <= 1 << 62, manifest.framesFill(from: start, to: end) {
                let footer = Footer(
                    payloadOffset: start, payloadSize: end - start, manifestOffset: end,
                    manifestSize: UInt64(input.count), manifestHash: 0, total: end + UInt64(input.count) + 64)
                // As a build adds them up.
                _ = manifest.sizes(footer, fileSize: footer.total).reduce(0) { $0 + $1.raw }
            }
        }
        let text = try manifest.text()
        if try Manifest(text: Array(text.utf8)).text() != text { stop("what was written is read as something else") }
    }
}
