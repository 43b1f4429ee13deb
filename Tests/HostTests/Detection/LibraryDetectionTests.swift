import Testing

@testable import Host

@Suite struct LibraryDetectionTests {
    @Test(arguments: RecordedSystem.all) func aRecordedSystemHasItsLibrary(_ system: RecordedSystem) {
        let detection = LibraryDetection(system.facts)
        #expect(detection.library == system.library)
        #expect(detection.version == system.version)
        #expect(detection.decisive?.name == system.step)
    }

    @Test func eachStepIsTold() {
        for system in RecordedSystem.all {
            let steps = LibraryDetection(system.facts).steps
            #expect(steps.map(\.name) == ["ldd --version", "loader files", "os-release", "/proc/self/maps"])
            #expect(steps.allSatisfy { !$0.seen.isEmpty })
        }
    }

    /// Without the first steps the next ones must do.
    @Test func eachStepDoesAlone() throws {
        var facts = try #require(RecordedSystem.all.first).facts
        for step in ["ldd --version", "loader files", "os-release", "/proc/self/maps"] {
            let detection = LibraryDetection(facts)
            #expect(detection.decisive?.name == step)
            #expect(detection.version == "2.36")
            if facts.ldd != nil {
                facts.ldd = nil
            } else if !facts.loaders.isEmpty {
                facts.loaders = []
            } else {
                facts.osRelease = ""
            }
        }
    }

    @Test func thisMachineHasGlibc() {
        let detection = LibraryDetection(.here)
        #expect(detection.library == .glibc)
        #expect(detection.version == SystemFacts.here.ownGlibc)
        #expect(SystemFacts.here.kernel.name == "Linux")
    }

    @Test func valuesOfOsReleaseMayHaveQuotes() {
        let facts = SystemFacts(
            kernel: .init(machine: "x86_64"), osRelease: "ID='a'\nNAME=\"b c\"\nVERSION_ID=1\nEMPTY=\nODD=\"\n")
        #expect(facts.release("ID") == "a")
        #expect(facts.release("NAME") == "b c")
        #expect(facts.release("VERSION_ID") == "1")
        #expect(facts.release("EMPTY") == "")
        #expect(facts.release("ODD") == "\"")
        #expect(facts.release("MORE") == nil)
    }
}

@Suite struct BriefProgramTests {
    @Test func statusAndBothOutputsAreTold() throws {
        let output = try #require(BriefProgram.output(["/bin/sh", "-c", "echo out; echo err >&2; exit 3"]))
        #expect(output.status == 3)
        #expect(output.text == "out\nerr\n")
    }

    @Test func whatCannotBeStartedOrDoesNotEndHasNoOutput() {
        #expect(BriefProgram.output(["/nowhere/program"]) == nil)
        #expect(BriefProgram.output(["/bin/sleep", "60"], within: .milliseconds(100)) == nil)
    }

    @Test func theEnvironmentIsMadeAnew() throws {
        let output = try #require(BriefProgram.output(["/usr/bin/env"]))
        #expect(output.text.contains("LC_ALL=C\n"))
        #expect(!output.text.contains("HOME="))
    }
}
