import FoundationEssentials
package import Matrix

/// Smoke tests as the one line of JSON that an artifact's manifest carries.
package enum SmokeTestList {
    /// The line for these tests.
    package static func text(_ tests: [SmokeTest]) throws(Failure) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(tests) else {
            throw Failure(
                stage: .pack, code: "pack.smoke-tests", message: "the smoke tests cannot be written as JSON",
                hint: "look for values in the matrix file that are no text")
        }
        return String(decoding: data, as: UTF8.self)
    }

    /// The tests of a line; `nil` if it is not what `text` writes.
    package static func tests(_ text: String) -> [SmokeTest]? {
        if text.isEmpty { return [] }
        return try? JSONDecoder().decode([SmokeTest].self, from: Data(text.utf8))
    }
}
