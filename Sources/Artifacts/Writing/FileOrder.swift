/// The order of the files of a part, chosen for size: what is alike stands close together, where compression finds it.
///
/// Modules come last, from small to large, as everything else does before them; so programs and libraries, which are large,
/// share a frame as often as they fit. It depends on names and sizes alone, never on the order of a folder's listing.
enum FileOrder {
    static func sorted(_ files: [PackedFile]) -> [PackedFile] {
        files.map { (key: Key($0), file: $0) }.sorted { $0.key < $1.key }.map(\.file)
    }

    private struct Key: Comparable {
        let isModule: Bool
        let size: UInt64
        let path: String

        init(_ file: PackedFile) {
            isModule = file.path.hasSuffix(".beam")
            size = file.size
            path = file.path
        }

        static func < (left: Key, right: Key) -> Bool {
            if left.isModule != right.isModule { return right.isModule }
            if left.size != right.size { return left.size < right.size }
            return left.path.utf8.lexicographicallyPrecedes(right.path.utf8)
        }
    }
}
