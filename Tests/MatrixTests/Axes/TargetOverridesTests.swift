import Matrix
import Testing

@Suite struct TargetOverridesTests {
    /// A host with glibc 2.36.
    private let host = Platform(.linux, .x86_64, .glibc, glibc: Version("2.36"))

    private func target(
        _ base: String = "auto", os: OperatingSystem? = nil, arch: Architecture? = nil, libc: CLibrary? = nil,
        glibc: String? = nil, host: Platform? = nil
    ) throws -> String {
        let base = try #require(Target.named(base, host: host ?? self.host))
        let overrides = TargetOverrides(
            operatingSystem: os, architecture: arch, libc: libc, glibc: glibc.flatMap { Version(glibc: $0) })
        return try overrides.applied(to: base).name
    }

    private func contradiction(
        _ base: String = "auto", os: OperatingSystem? = nil, arch: Architecture? = nil, libc: CLibrary? = nil,
        glibc: String? = nil, host: Platform? = nil
    ) throws -> TargetContradiction? {
        #expect(throws: TargetContradiction.self) {
            try target(base, os: os, arch: arch, libc: libc, glibc: glibc, host: host)
        }
    }

    @Test func eachAlone() throws {
        #expect(try target(os: .macos) == "macos_12_x86_64")
        #expect(try target(os: .windows) == "windows_x86_64")
        #expect(try target(arch: .arm64) == "linux_gnu_2_36_arm64")
        #expect(try target(libc: .musl) == "alpine_3_19_x86_64")
        #expect(try target(libc: .bundled) == "any_linux_x86_64")
        #expect(try target(glibc: "2.31") == "linux_gnu_2_31_x86_64")
        #expect(try target(glibc: "2.35") == "ubuntu_22_04_x86_64")
        #expect(try target(glibc: "2.41") == "linux_gnu_2_41_x86_64")
    }

    @Test func several() throws {
        #expect(try target(os: .linux, arch: .arm64, libc: .musl) == "alpine_3_19_arm64")
        #expect(try target(os: .macos, arch: .arm64) == "macos_12_arm64")
        #expect(try target(arch: .arm64, libc: .bundled) == "any_linux_arm64")
        #expect(try target(libc: .glibc, glibc: "2.28") == "linux_gnu_2_28_x86_64")
    }

    @Test func whatIsNoDifferenceLeavesTheHost() throws {
        #expect(try target(os: .linux, arch: .x86_64, libc: .glibc, glibc: "2.36") == "auto")
        #expect(try target() == "auto")
    }

    @Test func aNameKeepsItsPromises() throws {
        #expect(try target("ubuntu_22_04_x86_64", arch: .arm64) == "ubuntu_22_04_arm64")
        #expect(try target("ubuntu_22_04_x86_64", glibc: "2.31") == "linux_gnu_2_31_x86_64")
        #expect(try target("x86_64-unknown-linux-gnu", glibc: "2.31") == "linux_gnu_2_31_x86_64")
        #expect(
            try contradiction("ubuntu_22_04_x86_64", glibc: "2.38")?.message.contains("2.35, which is older") == true)
        #expect(try contradiction("ubuntu_22_04_x86_64", libc: .musl)?.key == .libc)
        #expect(try contradiction("alpine_3_19_x86_64", libc: .glibc)?.key == .libc)
        #expect(try contradiction("any_linux_x86_64", libc: .musl)?.key == .libc)
        #expect(try contradiction("macos_12_arm64", os: .linux)?.key == .os)
        #expect(try contradiction("any_linux_x86_64", os: .windows)?.key == .os)
    }

    @Test func librariesAreAMatterOfLinux() throws {
        #expect(try contradiction(os: .windows, libc: .musl)?.key == .libc)
        #expect(try contradiction(os: .macos, glibc: "2.31")?.key == .glibc)
        #expect(try contradiction("windows_x86_64", libc: .glibc)?.key == .libc)
    }

    @Test func aVersionOfGlibcNeedsGlibc() throws {
        #expect(try contradiction(libc: .musl, glibc: "2.31")?.key == .glibc)
        #expect(try contradiction("any_linux_x86_64", glibc: "2.31")?.key == .glibc)
        let void = Platform(.linux, .x86_64, .musl)
        #expect(try contradiction(glibc: "2.31", host: void)?.key == .glibc)
        #expect(try target(libc: .glibc, glibc: "2.31", host: void) == "linux_gnu_2_31_x86_64")
        #expect(try target(libc: .glibc, host: void) == "linux_gnu_x86_64")
    }

    @Test func everyContradictionTellsWhatToDo() throws {
        for base in Target.all.map(\.name) + ["auto"] {
            for os in OperatingSystem.allCases {
                for libc in CLibrary.allCases {
                    let overrides = TargetOverrides(operatingSystem: os, libc: libc, glibc: Version("2.31"))
                    let base = try #require(Target.named(base, host: host))
                    do throws(TargetContradiction) {
                        let target = try overrides.applied(to: base)
                        #expect(
                            target.operatingSystem == .linux && target.libc == .glibc && target.glibc == Version("2.31")
                        )
                    } catch {
                        #expect(!error.message.isEmpty && !error.notes.isEmpty)
                    }
                }
            }
        }
    }
}
