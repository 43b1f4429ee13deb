package import Digest

/// The hash of all that an action reads; the same key means the same result.
package struct ActionKey: Sendable {
    private var hash = SHA256()

    /// A key for one kind of action and one version of its recipe.
    package init(_ recipe: String) { add("recipe", recipe) }

    /// Adds an input; its name and length are hashed too, so that neighbours cannot run into one another.
    package mutating func add(_ name: String, _ value: String) {
        hash.update("\(name)\0\(value.utf8.count)\0\(value)\0")
    }

    /// Adds inputs by name.
    package mutating func add(_ name: String, _ values: [String: String]) {
        for (key, value) in values.sorted(by: { $0.key < $1.key }) { add("\(name).\(key)", value) }
    }

    /// The key's digest.
    package var digest: DigestValue { hash.finalize() }

}
