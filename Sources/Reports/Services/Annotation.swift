/// An error or a warning as a service shows it outside of the log, beside the code if its place is known.
struct Annotation: Hashable {
    var isError: Bool
    var title: String
    var message: String
    /// The file by its path from the current folder, in the end from the repository's root.
    var file: String?
    var line: Int?
    var column: Int?
}
