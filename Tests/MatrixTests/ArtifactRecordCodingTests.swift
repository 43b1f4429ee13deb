import Foundation
import Matrix
import Testing

/// Reports are made again from recorded events: what a record does not carry over is lost to them.
@Suite struct ArtifactRecordCodingTests {
    @Test func everythingIsReadBack() throws {
        let record = ArtifactRecord(
            file: "demo", sha256: "ab", size: 7, components: [ComponentSize(component: .app, raw: 9, stored: 7)],
            appVersion: "1.2", glibc: Version("2.31"),
            parts: [PackedPart(path: "lib/ssl-1", component: .otp, raw: 5, reason: "needed by demo")],
            companions: [CompanionRecord(file: "demo.cdx.json", sha256: "cd")])
        let read = try JSONDecoder().decode(ArtifactRecord.self, from: JSONEncoder().encode(record))
        #expect(read == record)
    }

    @Test func whatNobodyToldIsNotThere() throws {
        let record = ArtifactRecord(file: "demo", sha256: "ab", size: 0, components: [], appVersion: "1")
        let text = String(decoding: try JSONEncoder().encode(record), as: UTF8.self)
        #expect(!text.contains("parts") && !text.contains("companions") && !text.contains("glibc"))
        #expect(try JSONDecoder().decode(ArtifactRecord.self, from: Data(text.utf8)) == record)
    }
}
