import Digest

/// A bill of materials in the form of CycloneDX 1.6, as far as it is used here. Nothing in it tells of time, place or chance.
struct BillOfMaterials: Encodable {
    var schema = "http://cyclonedx.org/schema/bom-1.6.schema.json"
    var bomFormat = "CycloneDX"
    var specVersion = "1.6"
    var serialNumber: String
    var version = 1
    var metadata: Metadata
    var components: [Part]
    var dependencies: [Needs]

    struct Metadata: Encodable {
        var tools: Tools
        var component: Part
    }

    struct Tools: Encodable {
        var components: [Part]
    }

    /// What something needs to work.
    struct Needs: Encodable, Hashable {
        var ref: String
        var dependsOn: [String]
    }

    struct Hash: Encodable, Hashable {
        var alg = "SHA-256"
        var content: String
    }

    struct Property: Encodable, Hashable {
        var name: String
        var value: String
    }

    /// Whether something is inside, or served only to make it.
    enum Scope: String, Encodable {
        case required, excluded
    }

    /// A component: a program, a library, a platform.
    struct Part: Encodable, Hashable {
        var type = "library"
        var ref: String?
        var name: String
        var version: String?
        var scope: Scope?
        var purl: String?
        var cpe: String?
        var hashes: [Hash]?
        var licenses: [LicenceChoice]?
        var properties: [Property]?

        private enum CodingKeys: String, CodingKey {
            case type
            case ref = "bom-ref"
            case name, version, scope, purl, cpe, hashes, licenses, properties
        }
    }

    private enum CodingKeys: String, CodingKey {
        case schema = "$schema"
        case bomFormat, specVersion, serialNumber, version, metadata, components, dependencies
    }

    /// A UUID (version 8: made in a way of its own) from a digest, so that the same artifact always has the same.
    static func serialNumber(of digest: String) -> String {
        var digits = Array(digest.prefix(32).utf8)
        guard digits.count == 32 else { return "urn:uuid:00000000-0000-8000-8000-000000000000" }
        digits[12] = UInt8(ascii: "8")
        digits[16] = UInt8(ascii: "8")
        let text = String(decoding: digits, as: UTF8.self)
        let ends = [0, 8, 12, 16, 20, 32].map { text.utf8.index(text.startIndex, offsetBy: $0) }
        return "urn:uuid:" + zip(ends, ends.dropFirst()).map { String(text[$0..<$1]) }.joined(separator: "-")
    }
}
