/// How an artifact came to be: an in-toto statement (version 1) with the provenance predicate of SLSA (version 1), as far as it
/// is used here. It tells no time: the same inputs give the same bytes.
struct Provenance: Encodable {
    var type = "https://in-toto.io/Statement/v1"
    var subject: [Resource]
    var predicateType = "https://slsa.dev/provenance/v1"
    var predicate: Predicate

    struct Predicate: Encodable {
        var buildDefinition: Definition
        var runDetails: Details
    }

    struct Definition: Encodable {
        /// What the parameters mean; see `docs/sbom.md`.
        var buildType = "urn:bmatrix:build:1"
        var externalParameters: Parameters
        var resolvedDependencies: [Resource]
    }

    struct Details: Encodable {
        var builder: Builder
    }

    struct Builder: Encodable {
        var id = "urn:bmatrix:builder"
        var version: [String: String]
    }

    /// The cell's axes, and the settings of the matrix file that decide about its bytes.
    struct Parameters: Encodable {
        var cell: String
        var app: String
        var path: String
        var mode: String
        var otp: String
        var elixir: String
        var target: String
        var entry: String
        var release: String?
        var compression: Int
        var network: Bool
        /// The names of the variables that the build saw; their values may be nobody's business.
        var environment: [String]
    }

    /// Something by its digest.
    struct Resource: Encodable, Hashable {
        var name: String
        var uri: String?
        var digest: [String: String]?
    }

    private enum CodingKeys: String, CodingKey {
        case type = "_type"
        case subject, predicateType, predicate
    }
}
