/// Why runs cannot be put together.
package struct MergeError: Error, Hashable, Sendable {
    /// A stable code such as `merge.shard-missing`.
    package let code: String
    package let message: String
    package let hint: String

    package init(_ code: String, _ message: String, hint: String) {
        self.code = "merge." + code
        self.message = message
        self.hint = hint
    }
}
