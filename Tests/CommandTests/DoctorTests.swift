import Glibc
import Host
import Matrix
import Reports
import SystemPackage
import Testing

@testable import bmatrix

@Suite struct DoctorTests {
    private func withFolder(_ body: (FilePath) throws -> Void) throws {
        let folder = try Disk().makeTemporaryFolder(in: "/tmp", prefix: "doctor")
        defer { try? Disk().removeTree(folder) }
        try body(folder)
    }

    private func program(_ name: String, in folder: FilePath) throws {
        try Disk().makeFolder(folder)
        try Disk().write(Array("#!/bin/sh\necho \(name) 1.0\n".utf8), to: folder.appending(name), mode: 0o755)
    }

    private func cache(_ path: FilePath) -> Examination {
        CacheExamination(surroundings: DoctorSurroundings(environment: ["BMATRIX_CACHE": path.string])).examination
    }

    @Test func theHostIsWhatItsFactsTell() {
        func platform(_ machine: String, _ release: String, loaders: [String] = []) -> Platform {
            Platform(
                detected: SystemFacts(kernel: .init(machine: machine), loaders: loaders, osRelease: "ID=\(release)\n"))
        }
        #expect(platform("aarch64", "alpine") == Platform(.linux, .arm64, .musl))
        #expect(
            platform("x86_64", "debian\nVERSION_ID=12") == Platform(.linux, .x86_64, .glibc, glibc: Version("2.36")))
        #expect(platform("x86_64", "arch") == Platform(.linux, .x86_64, .glibc))
        #expect(platform("x86_64", "none") == Platform(.linux, .x86_64, .bundled))
        #expect(
            Platform(detected: SystemFacts(kernel: .init(name: "Darwin", machine: "arm64"))) == Platform(.macos, .arm64)
        )
    }

    @Test func onlyLinuxOnKnownProcessorsIsSound() {
        func state(_ name: String, _ machine: String) -> Examination.State? {
            SystemExamination(facts: SystemFacts(kernel: .init(name: name, machine: machine))).examinations.first?.state
        }
        #expect(state("Linux", "x86_64") == .fine)
        #expect(state("Linux", "riscv64") == .problem)
        #expect(state("Darwin", "arm64") == .problem)
    }

    @Test func aCacheThatCannotBeUsedIsAProblem() throws {
        try withFolder { folder in
            try Disk().makeFolder(folder.appending("open"))
            #expect(chmod(folder.appending("open").string, 0o777) == 0)
            try Disk().write("", to: folder.appending("file"))
            #expect(cache(folder).state != .problem)
            #expect(cache(folder.appending("not/yet")).state != .problem)
            #expect(cache(folder.appending("open")).seen.hasPrefix("others may write"))
            for name in ["open", "file", "file/below"] {
                let examination = cache(folder.appending(name))
                #expect(examination.state == .problem && examination.mend != nil, "\(name)")
            }
            #expect(cache("relative").state == .problem)
            #expect(cache("/proc/nothing").state == .problem)
        }
    }

    @Test func whatIsInPathIsFound() throws {
        try withFolder { folder in
            let bin = folder.appending("bin")
            func examine(_ name: String) throws -> Examination {
                let surroundings = DoctorSurroundings(environment: ["PATH": "relative:\(bin)"])
                return try #require(
                    ToolExamination(surroundings: surroundings, machine: .x86_64).examinations.first {
                        $0.name == name
                    })
            }
            #expect(try examine("git").state == .note)
            #expect(try examine("musl tools").seen == "no musl-gcc and no make in PATH")
            try program("git", in: bin)
            try program("musl-gcc", in: bin)
            #expect(try examine("git").seen == "\(bin)/git: git 1.0")
            #expect(try examine("musl tools").seen == "no make in PATH")
            try program("make", in: bin)
            #expect(try examine("musl tools").state == .fine)
        }
    }

    @Test func versionManagersShowInVariablesFoldersAndPath() throws {
        try withFolder { folder in
            try Disk().makeFolder(folder.appending(".asdf/shims"))
            let surroundings = DoctorSurroundings(environment: [
                "HOME": folder.string, "PATH": "/usr/bin:\(folder)/.asdf/shims", "MISE_SHELL": "bash", "KIEX_HOME": "",
            ])
            let traces = VersionManager.all.compactMap { $0.trace(in: surroundings) }
            #expect(traces == ["asdf (~/.asdf, in PATH)", "mise ($MISE_SHELL)"])
        }
    }

    @Test func secretsInAddressesAreNotShown() {
        #expect(NetworkExamination.withoutSecrets("http://a:b@proxy:3128/") == "http://…@proxy:3128/")
        #expect(NetworkExamination.withoutSecrets("a:p@ss@proxy:3128") == "…@proxy:3128")
        #expect(NetworkExamination.withoutSecrets("http://proxy:3128") == "http://proxy:3128")
    }

    @Test func aProxyInCapitalsAloneIsWorthANote() throws {
        func state(_ environment: [String: String]) -> Examination.State? {
            NetworkExamination(surroundings: DoctorSurroundings(environment: environment)).examinations.last?.state
        }
        #expect(state(["HTTP_PROXY": "http://p"]) == .note)
        #expect(state(["HTTP_PROXY": "http://p", "http_proxy": "http://p"]) == .fine)
        #expect(state(["HTTPS_PROXY": "http://p"]) == .fine)
        #expect(state([:]) == .fine)
    }
}
