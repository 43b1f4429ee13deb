import FoundationEssentials

/// The artifact that a file beside it tells of.
package struct SideFileSubject: Hashable, Sendable {
    /// The artifact's file.
    package let file: String
    package let sha256: String

    /// Reads a bill of materials or a provenance statement; `nil` for anything else.
    package init?(reading bytes: [UInt8]) {
        let decoder = JSONDecoder()
        if let bill = try? decoder.decode(Bill.self, from: Data(bytes)) {
            let component = bill.metadata.component
            guard let digest = component.hashes.first?.content,
                let file = component.properties.first(where: { $0.name == SideFiles.fileProperty })?.value
            else { return nil }
            (self.file, sha256) = (file, digest)
        } else if let statement = try? decoder.decode(Statement.self, from: Data(bytes)) {
            guard let subject = statement.subject.first, let digest = subject.digest["sha256"] else { return nil }
            (file, sha256) = (subject.name, digest)
        } else {
            return nil
        }
    }

    private struct Bill: Decodable {
        struct Metadata: Decodable { var component: Component }
        struct Component: Decodable {
            var hashes: [Hash]
            var properties: [Property]
        }
        struct Hash: Decodable { var content: String }
        struct Property: Decodable { var name, value: String }

        var metadata: Metadata
    }

    private struct Statement: Decodable {
        struct Subject: Decodable {
            var name: String
            var digest: [String: String]
        }

        var subject: [Subject]
    }
}
