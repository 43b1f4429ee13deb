import Foundation
import Matrix
import Testing

@testable import Releases

struct TreeDescriptionTests {
    private static let tree = TreeDescription(
        ertsVersion: "15.2", appVersion: "1.0.0",
        content: .release(
            .init(
                name: "demo", version: "1.0.0", hasEmulatorArguments: true, hasConfiguration: false
            )),
        components: [
            "erts-15.2": .erts, "libc": .erts, "lib/kernel-10.2": .otp, "lib/elixir-1.18": .elixir, "lib": .app,
        ])

    @Test(arguments: [
        ("erts-15.2/bin/beam.smp", Component.erts), ("libc", .erts), ("libc/libc.so.6", .erts),
        ("lib/kernel-10.2/ebin/kernel.app", .otp), ("lib/kernel-10.2.1/ebin/kernel.app", .app),
        ("lib/elixir-1.18/ebin/elixir.app", .elixir), ("lib/demo-1.0.0/ebin/demo.app", .app),
        ("releases/1.0.0/start.boot", .app), ("", .app),
    ])
    func theLongestPrefixTellsTheComponent(_ path: String, _ component: Component) {
        #expect(Self.tree.component(of: path) == component)
    }

    @Test func survivesItsJSON() throws {
        let data = try JSONEncoder().encode(Self.tree)
        #expect(try JSONDecoder().decode(TreeDescription.self, from: data) == Self.tree)
    }
}
