import Foundation
import Host
import SystemPackage
import Testing

@testable import Artifacts

/// The document of the format suffices: a script that was written from it alone reads artifacts.
@Suite struct DocumentTests {
    private static let script = PythonScript("artifact_list.py")

    private func list(_ artifact: FilePath) throws -> (status: Int32, lines: [String]) {
        let (status, text) = try Self.script.run(artifact.string)
        return (status, text.split(separator: "\n").map(String.init))
    }

    @Test func theScriptIsShort() throws {
        let text = try String(contentsOfFile: Self.script.path, encoding: .utf8)
        #expect(text.split(separator: "\n", omittingEmptySubsequences: false).count <= 61)
    }

    @Test func itListsWhatIsPacked() async throws {
        try await withFixture { fixture in
            try await fixture.pack()
            let (status, lines) = try list(fixture.artifact)
            #expect(status == 0)
            var entries = 0
            try ArtifactReader(fixture.artifact).forEach { if case .entry = $0 { entries += 1 } }
            #expect(lines.count == entries)
            #expect(lines.contains("otp file 150000 lib/kernel-10/ebin/m3.beam"))
            #expect(lines.contains { $0.hasSuffix("link 0 bin/erl -> ../erts-15/bin/erl") })
        }
    }

    @Test func itNoticesEveryKindOfDamage() async throws {
        try await withFixture { fixture in
            let packed = try await fixture.pack()
            let bytes = try Disk().read(fixture.artifact)
            let payload = Int(packed.manifest.frames[0].offset)
            for place in [100, payload + 50_000, bytes.count - 14, bytes.count - 1] {
                var damaged = bytes
                damaged[place] ^= 1
                try write(damaged, to: fixture.artifact)
                #expect(try list(fixture.artifact).status != 0, "byte \(place)")
            }
            try write(Array(bytes.dropLast(1000)), to: fixture.artifact)
            #expect(try list(fixture.artifact).status != 0)
        }
    }
}
