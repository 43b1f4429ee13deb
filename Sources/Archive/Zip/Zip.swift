/// Zip archives in memory, such as the one behind the first lines of an escript.
package enum Zip {
    /// One file of a zip archive, or a folder when its path ends in a slash.
    package struct Entry: Hashable, Sendable {
        /// The path inside the archive: relative, with slashes.
        package var path: String
        /// The uncompressed content.
        package var contents: [UInt8]
        /// Whether its owner may run it.
        package var isExecutable: Bool

        /// An entry to write.
        package init(path: String, contents: [UInt8], isExecutable: Bool = false) {
            self.path = path
            self.contents = contents
            self.isExecutable = isExecutable
        }
    }

    static let name = "the zip archive"
}
