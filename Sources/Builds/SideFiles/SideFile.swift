/// The files that lie beside an artifact and tell of it.
package enum SideFile: String, CaseIterable, Sendable {
    /// What is inside, in the form of CycloneDX.
    case bill = ".cdx.json"
    /// How it came to be, in the form of in-toto.
    case provenance = ".intoto.json"

    /// The name of the file that tells of an artifact.
    package func name(for artifact: String) -> String { artifact + rawValue }

    /// The name of the artifact that a file of this name tells of; `nil` for other files.
    package static func artifact(of name: String) -> String? {
        allCases.first { name.hasSuffix($0.rawValue) }.map { String(name.dropLast($0.rawValue.count)) }
    }

    /// Whether a file bears the name of one.
    package static func isName(_ name: String) -> Bool { artifact(of: name) != nil }
}
