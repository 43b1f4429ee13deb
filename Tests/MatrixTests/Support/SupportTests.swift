import Testing

@testable import Matrix

@Suite struct SupportTests {
    private func objection(_ mode: Mode, _ target: String, _ otp: String, _ elixir: String? = nil) throws -> String? {
        Support.objection(
            mode: mode, target: try #require(Target.named(target, host: .x86_64)), otp: try #require(Version(otp)),
            elixir: try elixir.map { try #require(Version($0)) })
    }

    @Test(arguments: [
        (Mode.tui, "windows_x86_64", "tui needs a Unix terminal, which Windows does not have"),
        (.tui, "alpine_3_19_x86_64", "tui is not supported on musl; the any_linux targets run there too"),
        (.daemon, "windows_x86_64", "daemon needs Unix sessions and signals, which Windows does not have"),
        (.cli, "windows_x86_64", ""),
        (.escript, "windows_arm64", "Windows targets are built for x86_64 only: windows_x86_64"),
        (.cli, "macos_12_arm64", ""), (.tui, "macos_12_x86_64", ""), (.daemon, "macos_12_arm64", ""),
        (.cli, "alpine_3_19_arm64", ""),
        (.tui, "any_linux_x86_64", ""),
        (.daemon, "auto", ""),
    ])
    func modesNeedTheirTargets(mode: Mode, target: String, expected: String?) throws {
        #expect(try objection(mode, target, "27") ?? "" == expected)
    }

    @Test func whatWasNeverStartedIsToldOf() {
        let untested = Target.all.filter { Support.untested($0) != nil }
        #expect(untested.map(\.name) == ["macos_12_x86_64", "macos_12_arm64"])
    }

    @Test func oldReleasesAreRefused() throws {
        #expect(
            try objection(.cli, "any_linux_x86_64", "24.3") == "OTP 24 is too old: OTP 25 is the oldest supported")
        #expect(
            try objection(.cli, "any_linux_x86_64", "25", "1.14.0")
                == "Elixir 1.14.0 is too old: Elixir 1.15 is the oldest supported")
    }

    @Test(arguments: [
        ("25", "1.15", true), ("27", "1.15", false), ("24", "1.15", true), ("26", "1.16.3", true),
        ("27", "1.16", false),
        ("25", "1.17", true), ("27", "1.17", true), ("28", "1.17", false), ("27.3.4.1", "1.18.3", true),
        ("28", "1.18.3", false), ("28", "1.18.4", true), ("28", "1.18", true), ("29", "1.18.4", false),
        ("25", "1.19", false), ("28", "1.19", true), ("26", "1.20", false), ("29.1.1", "1.20.4", true),
        ("30", "1.20", false), ("28", "1", true), ("29", "1.21", true), ("29", "2.0", true), ("29", "0.9", false),
    ])
    func pairsOfElixirAndOTPExistOrNot(otp: String, elixir: String, exists: Bool) throws {
        let objection = Support.objection(
            elixir: try #require(Version(elixir)), otp: try #require(Version(otp)))
        #expect((objection == nil) == exists)
    }

    @Test func anObjectionToAPairNamesWhatThereIs() throws {
        #expect(
            try objection(.cli, "any_linux_x86_64", "28.0", "1.18.3")
                == "Elixir 1.18.3 does not run on OTP 28; it supports OTP 25 to 27, OTP 28 from Elixir 1.18.4")
    }

    @Test func theNewestElixirIsOneThatIsKnownToRun() throws {
        let versions = ["1.17.3", "1.18.3", "1.20.4", "1.21.0", "1.19.0-rc1", "1.14.0"].compactMap { Version($0) }
        func newest(_ otp: String) throws -> String? {
            Support.newestElixir(of: versions, for: try #require(Version(otp)))?.text
        }
        #expect(try newest("25.2.3") == "1.18.3")
        #expect(try newest("26") == "1.18.3")
        #expect(try newest("29.1.1") == "1.20.4")
        #expect(try newest("31") == nil)
        #expect(
            Support.newestElixir(of: versions.filter { $0.minorText == "1.19" }, for: try #require(Version("26")))?.text
                == "1.19.0-rc1")
    }
}
