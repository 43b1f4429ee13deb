@testable import YAML

/// The root of a text that must be readable.
func root(_ text: String) throws -> YAMLNode { try YAMLDocument(bytes: Array(text.utf8)).root }

/// The error a text ends with, or the first problem it is read with.
func problem(_ bytes: [UInt8], limits: YAMLDocument.Limits = .init()) -> YAMLError? {
    do {
        return try YAMLDocument(bytes: bytes, limits: limits).problems.first
    } catch {
        return error
    }
}

/// `code line:column message`, or `fine`.
func verdict(_ text: String) -> String {
    guard let error = problem(Array(text.utf8)) else { return "fine" }
    return "\(error.code) \(error.position.line):\(error.position.column) \(error.message)"
}

extension YAMLNode {
    /// The tree in one line, scalars by their text, for comparing.
    var flat: String {
        switch content {
        case .scalar(let scalar): scalar.text
        case .sequence(let nodes): "[\(nodes.map(\.flat).joined(separator: ","))]"
        case .mapping(let pairs): "{\(pairs.map { "\($0.key):\($0.value.flat)" }.joined(separator: ","))}"
        }
    }
}
