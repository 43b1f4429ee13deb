/// The files that lie beside an artifact and tell of it.
package enum SideFile: String, CaseIterable, Sendable {
    /// What is inside, in the form of CycloneDX.
    case bill = ".cdx.json"
    /// How it came to be, in the form of in-toto.
    case provenance = ".intoto.json"

    /// The name of the file that tells of an artifact.
    package func name(for artifact: String) -> String { artifact + rawValue }

    /// Whether a file bears the name of one.
    package static func isName(_ name: String) -> Bool { allCases.contains { name.hasSuffix($0.rawValue) } }
}
