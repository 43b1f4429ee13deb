package import Digest
package import Matrix

/// A folder, file or link in an artifact's payload.
package struct PackedEntry: Hashable, Sendable {
    /// What an entry is.
    package enum Kind: Hashable, Sendable {
        case folder
        case file(isExecutable: Bool)
        /// The same file under another name.
        case copy(of: String)
        case link(target: String)
    }

    /// Relative to the release's root.
    package let path: String
    package let kind: Kind
    /// Bytes of the content, of a copy those of the file that it is a copy of.
    package let size: UInt64
    /// The part that it is counted for.
    package let component: Component
    /// SHA-256 of the content; `nil` for folders and links.
    package internal(set) var digest: DigestValue?

    /// The frame that it lies in, counted from zero.
    package let frame: Int
    /// Whether it is a program, or a copy of one.
    package internal(set) var isExecutable: Bool
}
