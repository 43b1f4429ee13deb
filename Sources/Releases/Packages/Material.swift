/// A file, or a tree of files, that a release tree was made from.
package struct Material: Hashable, Codable, Sendable {
    /// What it was used for.
    package enum Role: String, Hashable, Codable, Sendable {
        /// It is inside.
        case runtime
        /// It has compiled what is inside.
        case toolchain
        case elixir
        /// The files of the project.
        case project
    }

    package var role: Role
    package var name: String
    package var version: String
    /// A package URL, or where it was fetched from.
    package var uri: String
    /// SHA-256 in hexadecimal.
    package var sha256: String

    package init(role: Role, name: String, version: String, uri: String, sha256: String) {
        self.role = role
        self.name = name
        self.version = version
        self.uri = uri
        self.sha256 = sha256
    }
}
