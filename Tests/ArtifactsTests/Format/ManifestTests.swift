import Matrix
import Testing

@testable import Artifacts

@Suite struct ManifestTests {
    private static let description = ArtifactDescription(
        app: "test_cli", version: "1.0.0-rc.1+b", mode: .tui, otp: "27.3.4.1", elixir: "1.18.3",
        target: "any_linux_x86_64", cell: "test_cli/tui/otp-27.3.4.1/any_linux_x86_64",
        program: "{root}/erts-15/bin/erlexec", arguments: ["-eval", "a = b, \"ż\".", "", "{args}"],
        environment: ["ROOTDIR={root}", "EMPTY="], smoke: #"[{"run":["a=b"]}]"#, properties: ["entry": "Demo.CLI"])

    private static let manifest = Manifest(
        description: description, id: String(repeating: "ab", count: 32),
        launcherDigest: String(repeating: "cd", count: 32), launcherHash: 0x0A,
        contents: [.erts: 10, .app: 0],
        layers: [Layer(component: .erts, id: String(repeating: "0f", count: 16), mounts: ["erts-15", "a b"])],
        frames: [Frame(offset: 4096, stored: 5, raw: 512, component: .app, hash: 0xFFFF_FFFF_FFFF_FFFF)])

    @Test func readsBackWhatWasWritten() throws {
        let text = try Self.manifest.text()
        #expect(try Manifest(text: Array(text.utf8)) == Self.manifest)
    }

    @Test func whatControlWordsNeedIsReadBackToo() throws {
        var manifest = Self.manifest
        manifest.description.rpc = ["-s", "entry", "rpc", "{args}"]
        manifest.description.remote = ["-remsh", "a=b"]
        manifest.description.hasControl = false
        let text = try manifest.text()
        #expect(text.contains("\nrpc=-s\n") && text.contains("\nremote=a=b\n") && text.contains("\ncontrol=off\n"))
        #expect(try Manifest(text: Array(text.utf8)) == manifest)
        for key in ["control", "rpc", "remote"] {
            manifest.description.properties = [key: "on"]
            #expect(throws: ArtifactError.self) { try manifest.text() }
        }
    }

    @Test func theTextIsStable() throws {
        #expect(
            try Self.manifest.text() == """
                bmatrix=1.0
                app=test_cli
                version=1.0.0-rc.1+b
                mode=tui
                otp=27.3.4.1
                elixir=1.18.3
                target=any_linux_x86_64
                cell=test_cli/tui/otp-27.3.4.1/any_linux_x86_64
                exec={root}/erts-15/bin/erlexec
                arg=-eval
                arg=a = b, "ż".
                arg=
                arg={args}
                env=ROOTDIR={root}
                env=EMPTY=
                entry=Demo.CLI
                smoke=[{"run":["a=b"]}]
                id=abababababababababababababababababababababababababababababababab
                launcher=cdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcdcd 000000000000000a
                content=erts 10
                content=app 0
                layer=erts 0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f0f
                mount=erts erts-15
                mount=erts a b
                frame=4096 5 512 app ffffffffffffffff

                """)
    }

    @Test func unknownKeysAndLinesAreSkipped() throws {
        let text = "no mark\n" + (try Self.manifest.text()) + "later=thing\n"
        #expect(try Manifest(text: Array(text.utf8)).description.properties == ["entry": "Demo.CLI", "later": "thing"])
    }

    @Test(arguments: [
        "mode=graphical", "id=ab", "launcher=cd", "launcher=cd xyz", "app=../x", "exec=", "frame=4096 5",
        "layer=erts", "layer=erts 0f", "mount=erts", "mount=otp lib/kernel-10",
        "content=erts",
    ])
    func aLineThatMakesNoSenseIsRefused(_ line: String) throws {
        let key = line.prefix { $0 != "=" } + "="
        let lines = try Self.manifest.text().split(separator: "\n")
        let broken = lines.map { $0.hasPrefix(key) ? line : String($0) }.joined(separator: "\n")
        #expect(throws: ManifestFault.self) { try Manifest(text: Array(broken.utf8)) }
    }

    @Test func hugeNumbersAreRefusedNotTrapped() throws {
        var manifest = Self.manifest
        manifest.frames = [
            Frame(offset: 1, stored: .max, raw: .max, component: .app, hash: 0),
            Frame(offset: 0, stored: .max, raw: .max, component: .app, hash: 0),
        ]
        let read = try Manifest(text: Array(try manifest.text().utf8))
        #expect(!read.framesFill(from: 1, to: .max))
        #expect(throws: ManifestFault.self) {
            try Manifest(text: Array(try Self.manifest.text().replacing("4096 5", with: "99999999999999999999 5").utf8))
        }
    }

    @Test func valuesThatWouldBreakALineAreRefused() {
        var changed = Self.description
        changed.arguments = ["two\nlines"]
        #expect(throws: ArtifactError.invalidValue(key: "arg", detail: "contains a line break or a zero byte")) {
            try Manifest.check(changed)
        }
    }

    @Test(arguments: ["", "..", "a/b", ".hidden", "a b", "ż", String(repeating: "a", count: 129)])
    func namesThatMakeNoFolderAreRefused(_ name: String) {
        var changed = Self.description
        changed.app = name
        #expect { try Manifest.check(changed) } throws: { ($0 as? ArtifactError)?.code == "artifact.invalid-value" }
    }

    @Test(arguments: ["NAME", "=value", ""])
    func environmentMustBeAssignments(_ text: String) {
        var changed = Self.description
        changed.environment = [text]
        #expect { try Manifest.check(changed) } throws: { ($0 as? ArtifactError)?.code == "artifact.invalid-value" }
    }

    @Test func aPropertyMayNotTakeAKeyOfTheFormat() {
        var manifest = Self.manifest
        manifest.description.properties = ["frame": "1"]
        #expect { try manifest.text() } throws: { ($0 as? ArtifactError)?.code == "artifact.invalid-value" }
    }
}
