import Artifacts
import Foundation
import Host
import SystemPackage
import Testing

/// `ARTIFACT bmx:WORD`: what the launcher does itself.
@Suite struct ControlWordTests {
    @Test func anUnknownWordIsToldWithTheListAndNeverReachesTheProgram() async throws {
        try await withFixture { fixture in
            try await fixture.pack(script: "echo ran")
            let result = try await fixture.run(["bmx:nonsense", "x"])
            #expect(result.status == 110 && result.stdout == "")
            #expect(result.stderr.hasPrefix("bmatrix: there is no control word bmx:nonsense; there are:\nbmx:info"))
            #expect(!result.stderr.contains("bmx:stop"), "that is a word for services")
            #expect(try await fixture.run(["bmx:stop"]).status == 110)
            #expect(try await fixture.run(["bmx"]).stdout == "ran\n")
            #expect(try await fixture.run(["x", "bmx:info"]).stdout == "ran\n")
            let help = try await fixture.run(["bmx:help"])
            #expect(help.status == 0 && help.stdout.contains("bmx:clean") && help.stderr == "")
        }
    }

    @Test func theyCanBeTurnedOff() async throws {
        try await withFixture { fixture in
            try await fixture.pack(script: "echo $1", hasControl: false)
            #expect(try await fixture.run(["bmx:info"]).stdout == "bmx:info\n")
        }
    }

    @Test func infoIsTheManifestForPeopleAndPrograms() async throws {
        try await withFixture { fixture in
            let packed = try await fixture.pack(environment: ["A=\"\\\tż"])
            let text = try await fixture.run(["bmx:info"])
            #expect(text.status == 0 && text.stdout.contains("\nversion         1.2.3\n"))
            #expect(text.stdout.hasPrefix("size            \(packed.size)\n") && !text.stdout.contains("frame"))
            let json = try await fixture.run(["bmx:info", "--json"]).stdout
            let object = try #require(try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
            #expect(object["app"] as? String == "demo" && object["size"] as? Int == Int(packed.size))
            #expect(object["arg"] as? [String] == ["sh", "{root}/main.sh", "{args}"])
            #expect(object["env"] as? [String] == ["A=\"\\\tż"])
            #expect((object["smoke"] as? [[String: String]])?.first?["name"] == "greets")
            #expect((object["frame"] as? [String])?.count ?? 0 > 2)
            #expect(try await fixture.run(["bmx:info", "--xml"]).status == 110)
            #expect(fixture.installs().isEmpty, "nothing was unpacked for that")
        }
    }

    @Test func verifyLooksAtEachByte() async throws {
        try await withFixture { fixture in
            try await fixture.pack()
            let whole = try await fixture.run(["bmx:verify"])
            #expect(whole == Program.Result(status: 0, stdout: "ok\n", stderr: ""))
            #expect(fixture.installs().isEmpty)
            let bytes = try Disk().read(fixture.artifact)
            let footer = Array(bytes.suffix(64))
            let payload = footer[..<8].reversed().reduce(0) { $0 << 8 | Int($1) }
            for place in [5000, payload + 30, payload + 200_000, bytes.count - 200] {
                var damaged = bytes
                damaged[place] ^= 1
                try Disk().removeTree(fixture.artifact)
                try write(damaged, to: fixture.artifact, mode: 0o755)
                let result = try await fixture.run(["bmx:verify"])
                #expect(place == 5000 || result.status == 111, "byte \(place): \(result)")
                #expect(result.stdout == "")
            }
        }
    }

    @Test func extractMakesANewFolderOrFillsAnEmptyOne() async throws {
        try await withFixture { fixture in
            try await fixture.pack(script: "echo hi")
            for name in ["new/", "empty"] {
                let place = fixture.folder.appending(name)
                if name == "empty" { try Disk().makeFolder(place) }
                let result = try await fixture.run(["bmx:extract", place.string])
                #expect(result == Program.Result(status: 0, stdout: "", stderr: ""))
                #expect(try Disk().readText(place.appending("main.sh")) == "echo hi\n")
                #expect(try Disk().readText(place.appending("lib/demo-1/zażółć gęślą.txt")) == "ż")
                #expect(status(of: place.appending("bin/busybox"))?.st_mode ?? 0 & 0o777 != 0)
                #expect(try await fixture.run(["bmx:extract", place.string]).status == 110, "it is not empty any more")
            }
            #expect(fixture.installs().isEmpty)
            #expect(try await fixture.run(["bmx:extract"]).status == 110)
            #expect(try await fixture.run(["bmx:extract", "/proc/none/x"]).status == 114)
            #expect(try Disk().list(fixture.folder).filter { $0.contains(".bmx-") } == [])
        }
    }

    @Test func aDamagedPayloadLeavesNothingExtracted() async throws {
        try await withFixture { fixture in
            try await fixture.pack()
            var bytes = try Disk().read(fixture.artifact)
            bytes[bytes.count - 100_000] ^= 1
            try write(bytes, to: fixture.artifact, mode: 0o755)
            let place = fixture.folder.appending("place")
            #expect(try await fixture.run(["bmx:extract", place.string]).status == 111)
            #expect(Disk().kind(of: place) == nil)
            try Disk().makeFolder(place)
            #expect(try await fixture.run(["bmx:extract", place.string]).status == 111)
            #expect(try Disk().list(place) == [])
        }
    }

    @Test func whereTellsTheInstallOrTheFutureOne() async throws {
        try await withFixture { fixture in
            try await fixture.pack(script: "echo $BMATRIX_ROOT")
            let before = try await fixture.run(["bmx:where"])
            #expect(before.status == 0 && before.stderr.contains("not installed yet") && fixture.installs().isEmpty)
            let root = try await fixture.run().stdout
            #expect(before.stdout == root)
            let after = try await fixture.run(["bmx:where"])
            #expect(after == Program.Result(status: 0, stdout: root, stderr: ""))
        }
    }

    @Test func cleanRemovesAllVersionsThatAreNotInUse() async throws {
        try await withFixture { fixture in
            try await fixture.pack(
                script: "echo ready; exec {root}/bin/busybox sleep 100".replacing("{root}", with: "$BMATRIX_ROOT"))
            let running = try fixture.start()
            defer { running.kill(9) }
            for _ in 0..<500 where fixture.installs().filter({ $0.hasPrefix("demo-") }).isEmpty {
                try await Task.sleep(for: .milliseconds(10))
            }
            try await Task.sleep(for: .milliseconds(100))
            try await fixture.pack(script: "echo second", to: fixture.folder.appending("second"))
            try Disk().removeTree(fixture.artifact)
            try Disk().rename(fixture.folder.appending("second"), to: fixture.artifact)
            #expect(try await fixture.run().stdout == "second\n")
            try Disk().makeFolder(fixture.apps.appending("other-0123"))
            #expect(fixture.installs().count == 3)
            let result = try await fixture.run(["bmx:clean"])
            #expect(result.status == 0 && result.stdout.contains("in use   ") && result.stdout.contains("removed  "))
            #expect(result.stdout.contains(" KiB in "))
            #expect(fixture.installs().count == 2)
            running.kill(9)
            _ = try await running.wait()
            #expect(try await fixture.run(["bmx:clean"]).status == 0)
            #expect(fixture.installs() == ["other-0123"])
            #expect(try await fixture.run(["bmx:clean"]).stdout == "nothing to remove\n")
        }
    }
}
