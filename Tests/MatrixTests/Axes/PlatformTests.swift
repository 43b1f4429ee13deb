import Matrix
import Testing

@Suite struct PlatformTests {
    private func objection(_ target: String, _ platform: Platform) throws -> String? {
        try #require(Target.named(target, host: .x86_64)).objection(to: platform)
    }

    @Test func whatRunsThereIsNotObjectedTo() throws {
        #expect(try objection("any_linux_x86_64", Platform(.linux, .x86_64, .bundled)) == nil)
        #expect(try objection("ubuntu_22_04_x86_64", Platform(.linux, .x86_64, .glibc, glibc: Version("2.34"))) == nil)
        #expect(try objection("alpine_3_19_x86_64", Platform(.linux, .x86_64, .musl)) == nil)
        #expect(try objection("auto", Platform(.linux, .x86_64, .bundled)) == nil)
        #expect(try objection("macos_12_arm64", Platform(.macos, .arm64)) == nil)
    }

    @Test func whatDoesNotIsToldWhy() throws {
        #expect(try objection("any_linux_arm64", Platform(.linux, .x86_64, .bundled)) == "it is made for linux x86_64")
        #expect(
            try objection("ubuntu_22_04_x86_64", Platform(.linux, .x86_64, .glibc, glibc: Version("2.38")))
                == "it needs glibc 2.38, and ubuntu_22_04_x86_64 has 2.35")
        #expect(
            try objection("ubuntu_22_04_x86_64", Platform(.linux, .x86_64, .glibc))
                == "which glibc it needs is not known")
        #expect(
            try objection("alpine_3_19_x86_64", Platform(.linux, .x86_64, .bundled))
                == "it is made for linux x86_64, its own C library")
    }
}
