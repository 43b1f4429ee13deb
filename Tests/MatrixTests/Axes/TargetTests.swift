import Matrix
import Testing

@Suite struct TargetTests {
    private func name(_ text: String, host: Platform = .x86_64) -> String? { Target.named(text, host: host)?.name }

    @Test func eachNameIsItself() {
        for target in Target.all {
            #expect(Target.named(target.name, host: .arm64) == target)
            #expect(Target(target.platform) == target)
        }
        #expect(Target.all.count == 9)
    }

    @Test(
        "a triple is the target that it means",
        arguments: [
            ("x86_64-unknown-linux-musl", "alpine_3_19_x86_64"), ("aarch64-unknown-linux-musl", "alpine_3_19_arm64"),
            ("x86_64-linux-musl", "alpine_3_19_x86_64"), ("amd64-linux-musl", "alpine_3_19_x86_64"),
            ("aarch64-unknown-linux-gnu", "linux_gnu_arm64"), ("x86_64-pc-linux-gnu", "linux_gnu_x86_64"),
            ("x86_64-linux-gnu.2.31", "linux_gnu_2_31_x86_64"), ("x86_64-linux-gnu.2.35", "ubuntu_22_04_x86_64"),
            ("aarch64-apple-darwin", "macos_12_arm64"), ("x86_64-apple-macos", "macos_12_x86_64"),
            ("x86_64-pc-windows-msvc", "windows_x86_64"), ("x86_64-pc-windows-gnu", "windows_x86_64"),
            ("x86_64-w64-mingw32", "windows_x86_64"), ("aarch64-pc-windows-msvc", "windows_arm64"),
        ])
    func triple(_ text: String, _ expected: String) { #expect(name(text) == expected) }

    @Test(
        "what is no triple is no target",
        arguments: [
            "", "-", "x86_64", "linux", "x86_64-linux", "armv7-unknown-linux-gnueabihf", "i686-pc-linux-gnu",
            "x86_64-unknown-linux-gnux32", "x86_64-unknown-freebsd", "x86_64-linux-gnu-2.31", "x86_64-linux-gnu.2",
            "x86_64-linux-gnu.2.3.1", "x86_64-linux-musl.1.2", "X86_64-linux-gnu", "x86_64-apple-darwin-gnu",
            "linux_gnu_2_031_x86_64", "linux_gnu__x86_64", "linux_musl_x86_64", "linux_gnu_2_31", "windows",
            "macos_arm64",
            "x86_64-unknown-unknown-linux-gnu", "x86_64-linux-gnu.99999999999999999999.1",
        ])
    func none(_ text: String) { #expect(name(text) == nil) }

    @Test func whatIsWrongWithATripleIsTold() {
        #expect(TargetTriple.objection(to: "x86_64-linux")?.contains("end it with -gnu or -musl") == true)
        #expect(TargetTriple.objection(to: "armv7-linux-gnueabihf")?.contains("'armv7' is no processor") == true)
        #expect(TargetTriple.objection(to: "x86_64-linux-uclibc")?.contains("x86_64-unknown-linux-musl") == true)
        #expect(TargetTriple.objection(to: "ubuntu-22.04") == nil)
        #expect(TargetTriple.objection(to: "x86_64-linux-musl") == nil)
    }

    @Test func namesMadeOfPartsAreRead() throws {
        for text in ["linux_gnu_x86_64", "linux_gnu_arm64", "linux_gnu_2_17_arm64", "windows_arm64"] {
            let target = try #require(Target.named(text, host: .x86_64))
            #expect(target.name == text)
            // In artifacts' names the target is what stands behind the last hyphen.
            #expect(target.name.utf8.allSatisfy { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "/") })
        }
        #expect(Target.named("linux_gnu_2_35_x86_64", host: .x86_64)?.name == "ubuntu_22_04_x86_64")
    }

    @Test func autoIsTheHost() throws {
        let void = Target.automatic(host: Platform(.linux, .arm64, .musl, glibc: Version("2.3")))
        #expect(void.name == "auto")
        #expect(void.architecture == .arm64)
        #expect(void.libc == .musl)
        #expect(void.glibc == nil)
        #expect(
            Target.automatic(host: Platform(.linux, .x86_64, .glibc, glibc: Version("2.36"))).glibc == Version("2.36"))
        #expect(Target.automatic(host: Platform(.linux, .x86_64)).libc == .bundled)
    }

    @Test func whatRunsWhere() throws {
        func run(_ target: String, on host: Platform = .x86_64) throws -> Execution {
            try #require(Target.named(target, host: host)).execution(on: host)
        }
        let musl = Platform(.linux, .x86_64, .musl)
        #expect(try run("any_linux_x86_64") == .native)
        #expect(try run("alpine_3_19_x86_64") == .native)
        #expect(try run("any_linux_x86_64", on: musl) == .native)
        #expect(try run("auto", on: musl) == .native)
        #expect(try run("any_linux_arm64") == .emulated(.arm64))
        #expect(
            try run("ubuntu_22_04_x86_64", on: musl)
                == .impossible("it needs the system's glibc, and this host has musl"))
        #expect(try run("macos_12_arm64") == .impossible("macOS programs do not run on Linux"))
        #expect(try run("windows_x86_64") == .impossible("Windows programs do not run on Linux"))
        #expect(
            try run("macos_12_x86_64", on: Platform(.macos, .arm64))
                == .impossible("x86_64 programs do not run on arm64"))
    }

    @Test func programsOfWindowsHaveASuffix() {
        #expect(Target.all.filter { $0.suffix == ".exe" }.map(\.name) == ["windows_x86_64"])
        #expect(Target.all.filter { !$0.suffix.isEmpty }.count == 1)
    }

    @Test func modesThatATargetCanHave() throws {
        func modes(_ target: String) throws -> [Mode] {
            Support.modes(of: try #require(Target.named(target, host: .x86_64)))
        }
        #expect(try modes("any_linux_x86_64") == Mode.allCases)
        #expect(try modes("alpine_3_19_arm64") == [.cli, .daemon, .escript])
        #expect(try modes("windows_x86_64") == [.cli, .escript])
    }
}
