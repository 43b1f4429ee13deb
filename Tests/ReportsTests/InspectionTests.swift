import Foundation
import Matrix
import Testing

@testable import Reports

/// What is told of artifacts that were looked into.
struct InspectionTests {
    private static func inspection(
        otp: String = "27.3.4.1", size: Int = 1000, files: [PackedFile], properties: [String: String] = [:]
    ) -> Inspection {
        Inspection(
            file: "demo", sha256: "ab", size: size,
            description: ArtifactDescription(
                app: "demo", version: "1.0.0", mode: .cli, otp: otp, target: "any_linux_x86_64", cell: "demo/cli",
                program: "{root}/x", arguments: ["a"], smoke: "[]", properties: properties),
            payload: "p", launcher: "l", parts: [ComponentSize(component: .otp, raw: 800, stored: 400)], files: files,
            native: [
                NativeFact(
                    path: "lib/nif-1/priv/nif.so", isLibrary: true, format: "ELF", system: "linux",
                    machines: ["x86_64"], libc: "glibc", glibc: "2.34")
            ], bundledGlibc: nil, glibc: "2.34",
            licences: [ContainedPart(name: "kernel", version: "1", licences: ["Apache-2.0"])], tests: [], layers: [],
            frames: 1)
    }

    private static func file(
        _ path: String, _ size: Int = 100, sha256: String = "1", kind: PackedFile.Kind = .file
    ) -> PackedFile {
        PackedFile(path: path, kind: kind, component: .otp, size: size, stored: size / 2, sha256: sha256)
    }

    @Test(arguments: [
        ("lib/kernel-10.2.7/ebin/a.beam", "kernel", "10.2.7", "ebin/a.beam"), ("erts-15/bin/x", "erts", "15", "bin/x"),
        ("libc/libc.so.6", "libc", "", "libc.so.6"), ("releases/1-0/x", "releases", "", "1-0/x"),
        ("top", "top", "", ""), ("elixir/elixir/ebin/a.beam", "elixir", "", "ebin/a.beam"),
        ("bin/tool/art-1.0/ebin/a.beam", "art", "1.0", "ebin/a.beam"), ("bin/tool/a.beam", "bin", "", "tool/a.beam"),
        ("lib/a-b/x", "a-b", "", "x"), ("lib/a-b-1.0-rc1/x", "a-b-1.0-rc1", "", "x"), ("lib", "lib", "", ""),
    ])
    func aPathBelongsToALibrary(_ path: String, _ name: String, _ version: String, _ rest: String) {
        let library = LibraryName(of: path)
        #expect(library.name == name && library.version == version && library.rest == rest, "\(library)")
    }

    @Test func librariesAreSummedUp() {
        let sizes = LibrarySize.all(in: [
            Self.file("lib/kernel-10/ebin/a"), Self.file("lib/kernel-10/ebin/b", 300), Self.file("erts-15/x", 50),
            Self.file("lib/kernel-10/ebin/c", 300, kind: .copy), Self.file("lib", kind: .folder),
        ])
        #expect(sizes.map(\.name) == ["kernel", "erts"])
        #expect(sizes.map(\.files) == [3, 1])
        #expect(sizes.map(\.raw) == [400, 50])
    }

    @Test func thePageHasNoEscapesAndNamesAll() throws {
        let evil = Self.inspection(files: [Self.file("lib/a\u{1B}[31m-1/x")], properties: ["odd": "a\u{7}\nb"])
        let lines = evil.lines()
        let text = lines.joined(separator: "\n")
        #expect(!text.contains("\u{1B}") && !text.contains("\u{7}"))
        for word in ["needs glibc 2.34", "nif.so", "Apache-2.0", "40.0 %", "odd="] {
            #expect(text.contains(word), "\(word)")
        }
        let json = try JSONSerialization.jsonObject(with: Data(evil.json())) as? [String: Any]
        #expect(json?["format"] as? Int == 1)
        #expect((json?["files"] as? [Any])?.count == 1)
    }

    @Test func equalArtifactsDoNotDiffer() {
        let one = Self.inspection(files: [Self.file("a")])
        #expect(Difference(one, one).isEmpty)
        #expect(Difference(one, one).lines().last == "no difference")
    }

    @Test func filesOfOtherVersionsAreCompared() throws {
        let old = Self.inspection(files: [
            Self.file("lib/kernel-10/a"), Self.file("lib/kernel-10/b"), Self.file("lib/kernel-10/c"),
            Self.file("lib/kernel-10/d"), Self.file("lib/kernel-10/gone"), Self.file("x", kind: .program),
        ])
        let new = Self.inspection(
            otp: "28", size: 1100,
            files: [
                Self.file("lib/kernel-11/a"), Self.file("lib/kernel-11/b", 150, sha256: "2"),
                Self.file("lib/kernel-11/c", 50, sha256: "2"), Self.file("lib/kernel-11/d", sha256: "2"),
                Self.file("lib/kernel-11/new"), Self.file("x"),
            ])
        let difference = Difference(old, new)
        let kinds = Dictionary(uniqueKeysWithValues: difference.changes.map { ($0.path, $0.kind) })
        #expect(
            kinds == [
                "lib/kernel-11/b": .grown, "lib/kernel-11/c": .shrunk, "lib/kernel-11/d": .changed,
                "lib/kernel-10/gone": .removed, "lib/kernel-11/new": .added, "x": .changed,
            ])
        #expect(difference.manifest == [ManifestChange(key: "otp", old: "27.3.4.1", new: "28")])
        let text = difference.lines().joined(separator: "\n")
        #expect(text.contains("1,000 → 1,100 bytes, +100 (+10.0 %)"))
        #expect(text.contains("10 → 11"))
        #expect(text.contains("Files: 1 added, 1 removed, 1 grown, 1 shrunk, 2 changed"))
        let json = try JSONSerialization.jsonObject(with: Data(difference.json())) as? [String: Any]
        #expect(json?["same"] as? Bool == false && json?["growth"] as? Int == 100)
    }

    @Test func onlyTheLargestDifferencesAreShown() {
        let new = Self.inspection(files: (0..<30).map { Self.file("f\($0)", $0) })
        let difference = Difference(Self.inspection(files: []), new)
        #expect(difference.lines().contains { $0.contains("… and 10 more") })
        #expect(difference.lines(all: true).count { $0.hasPrefix("  added") } == 30)
    }

    @Test func aBadFileMakesAVerificationUnsound() throws {
        let good = Verification([.init("a", is: "fine")])
        #expect(good.isSound && good.lines() == ["whole  a: fine", "1 whole, 0 bad"])
        let bad = Verification([.init("a", is: "fine"), .init("b", code: "verify.extra", "x\u{1B}[0m", hint: "y")])
        #expect(!bad.isSound)
        #expect(bad.lines().contains("bad    b: x [verify.extra]"))
        let json = try JSONSerialization.jsonObject(with: Data(bad.json())) as? [String: Any]
        #expect(json?["sound"] as? Bool == false)
    }
}
