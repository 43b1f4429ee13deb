import Foundation
import Testing

struct SchemaCommandTests {
    @Test func theSchemaIsJSON() throws {
        try withTool { tool in
            let result = try tool.call(["schema"])
            #expect(result.status == 0 && result.errors.isEmpty)
            let schema = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
            #expect(schema?["$schema"] as? String == "https://json-schema.org/draft/2020-12/schema")
            #expect((schema?["properties"] as? [String: Any])?["matrix"] != nil)
        }
    }
}
