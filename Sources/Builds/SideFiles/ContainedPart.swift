import FoundationEssentials
package import Matrix

/// How a manifest tells what is inside its artifact.
extension ContainedPart {
    /// The manifest's key.
    static let key = "contains"

    /// The line for what is inside.
    static func text(_ parts: [BillOfMaterials.Part]) throws(Failure) -> String {
        let contained = parts.filter { $0.scope == .required }.map { part in
            ContainedPart(name: part.name, version: part.version, licences: part.licenses?.map(\.text))
        }
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(contained) else { throw SideFiles.unwritable }
        return String(decoding: data, as: UTF8.self)
    }

    /// What a manifest says; nothing of one that says nothing, or makes no sense.
    package static func parts(in description: ArtifactDescription) -> [ContainedPart] {
        let text = description.properties[key] ?? "[]"
        return (try? JSONDecoder().decode([ContainedPart].self, from: Data(text.utf8))) ?? []
    }
}
