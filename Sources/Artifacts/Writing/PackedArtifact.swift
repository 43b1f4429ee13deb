package import Digest
package import Matrix
package import SystemPackage

/// What became of a packing.
package struct PackedArtifact: Sendable {
    package let path: FilePath
    package let manifest: Manifest
    /// Bytes of the file.
    package internal(set) var size: Int
    /// Of the whole file.
    package internal(set) var digest: DigestValue
    /// In the order of `Component`; the stored bytes add up to the file's size.
    package internal(set) var sizes: [ComponentSize]
    /// How many of the manifest's frames came out of the cache.
    package let reusedFrames: Int
    let footer: Footer
}
