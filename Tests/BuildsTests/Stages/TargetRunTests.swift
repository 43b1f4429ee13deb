import Configuration
import Host
import Matrix
import SystemPackage
import Testing

@testable import Builds

@Suite struct TargetRunTests {
    private func way(
        _ target: String, _ choice: RunWith = .automatic, path: String = "/none", host: Platform = .x86_64,
        glibc: String? = nil
    ) async throws -> TargetRun.Way {
        let target = try #require(Target.named(target, host: host))
        return try await TargetRun(
            target: target, host: host, search: EmulatorSearch(path: path), glibc: glibc.flatMap { Version($0) }
        ).way(choice, from: "/")
    }

    @Test("what the processor runs needs no emulator", arguments: ["any_linux_x86_64", "alpine_3_19_x86_64", "auto"])
    func native(target: String) async throws {
        guard case .native = try await way(target, .nothing) else {
            Issue.record("\(target) is not native")
            return
        }
    }

    @Test("a newer glibc than this host has", arguments: [("2.36", false), ("2.38", true)])
    func newerGlibc(needed: String, isSkipped: Bool) async throws {
        let host = Platform(.linux, .x86_64, .glibc, glibc: Version("2.36"))
        let way = try await way("linux_gnu_x86_64", host: host, glibc: needed)
        #expect(way.skipped?.contains("it needs glibc \(needed), and this host has 2.36") == (isSkipped ? true : nil))
    }

    @Test(
        "what cannot be run is skipped with the reason",
        arguments: [
            ("any_linux_arm64", RunWith.nothing, "it is for arm64, and the matrix file says `run-with: nothing`"),
            ("ubuntu_22_04_arm64", .automatic, "any_linux_arm64 brings its own"),
            ("windows_x86_64", .automatic, "Windows"),
            ("macos_12_arm64", .automatic, "; untested: no artifact for macOS"),
        ])
    func skipped(target: String, choice: RunWith, reason: String) async throws {
        let skipped = try await way(target, choice).skipped
        #expect(skipped?.hasPrefix("packed but not run: ") == true)
        #expect(skipped?.contains(reason) == true, "\(skipped ?? "not skipped")")
    }

    @Test func anEmulatorThatIsNamedAndMissingIsAFailure() async throws {
        let failure = await #expect(throws: Failure.self) {
            _ = try await way("any_linux_arm64", .program("qemu-aarch65"))
        }
        #expect(failure?.code == "smoke.no-emulator")
        #expect(failure?.message.contains("'qemu-aarch65'") == true)
    }

    @Test(.enabled(if: IsolationSupport.here.level == .full))
    func anEmulatorThatIsThereIsTaken() async throws {
        let way = try await way("any_linux_arm64", .program("/bin/echo"))
        // Kernels before 6.7 have no room for it.
        if way.skipped?.contains("6.7") == true { return }
        #expect(way.emulation != nil)
        #expect(way.identity.count == 64)
    }
}
