package import Digest

/// The hash of all that an action reads; the same key means the same result.
package struct ActionKey: Sendable {
    /// What is read, by name, in the order in which it was added.
    package private(set) var inputs: [ActionInput] = []
    private var hash = SHA256()

    /// A key for one kind of action and one version of its recipe.
    package init(_ recipe: String) { add("recipe", recipe) }

    /// Adds an input; its name and length are hashed too, so that neighbours cannot run into one another.
    package mutating func add(_ name: String, _ value: String) {
        inputs.append(ActionInput(name: name, value: value))
        hash.update("\(name)\0\(value.utf8.count)\0\(value)\0")
    }

    /// Adds inputs by name.
    package mutating func add(_ name: String, _ values: [String: String]) {
        for (key, value) in values.sorted(by: { $0.key < $1.key }) { add("\(name).\(key)", value) }
    }

    /// The key's digest.
    package var digest: DigestValue { hash.finalize() }
}

/// Something that an action reads: a file, a setting, the result of another action.
package struct ActionInput: Hashable, Codable, Sendable {
    package var name: String
    /// Its text, or the digest of its content.
    package var value: String

    package init(name: String, value: String) {
        self.name = name
        self.value = value
    }
}
