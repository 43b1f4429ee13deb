import Testing

@testable import Matrix

@Suite struct ExpansionTests {
    private let apps = [
        App(name: "beta", path: "b", modes: [.tui, .cli]),
        App(name: "alpha", path: "a", modes: [.escript]),
    ]

    private func axes(
        otp: [VersionRequest] = requests("27", "29"), elixir: ElixirChoice = .automatic,
        targets: [Target] = targets("any_linux_x86_64")
    ) -> Axes {
        Axes(targets: targets, otp: otp, elixir: elixir, modes: Mode.allCases)
    }

    @Test func cellsComeInTheOrderOfTheFile() {
        let (plan, problems) = Expansion(apps: apps, axes: axes()).plan(with: .sample)
        #expect(
            plan.ids == [
                "beta/cli/otp-27.3.4.1/any_linux_x86_64", "beta/cli/otp-29.1.1/any_linux_x86_64",
                "beta/tui/otp-27.3.4.1/any_linux_x86_64", "beta/tui/otp-29.1.1/any_linux_x86_64",
                "alpha/escript/otp-27.3.4.1/any_linux_x86_64", "alpha/escript/otp-29.1.1/any_linux_x86_64",
            ])
        #expect(plan.cells.map(\.elixir?.text) == Array(repeating: "1.20.4", count: 6))
        #expect(plan.dropped.isEmpty && plan.failures.isEmpty && problems.isEmpty)
    }

    @Test func withoutAResolutionVersionsStayAsAskedFor() {
        let elixir = ElixirChoice.requests(requests("1.17", "1.18"))
        let (plan, problems) = Expansion(apps: [apps[1]], axes: axes(elixir: elixir)).plan(with: nil)
        #expect(
            plan.ids == [
                "alpha/escript/otp-27/elixir-1.17/any_linux_x86_64",
                "alpha/escript/otp-27/elixir-1.18/any_linux_x86_64",
            ])
        #expect(
            plan.drops == [
                "alpha/escript/otp-29/elixir-1.17/any_linux_x86_64: "
                    + "Elixir 1.17 does not run on OTP 29; it supports OTP 25 to 27",
                "alpha/escript/otp-29/elixir-1.18/any_linux_x86_64: "
                    + "Elixir 1.18 does not run on OTP 29; it supports OTP 25 to 27, OTP 28 from Elixir 1.18.4",
            ])
        #expect(problems.isEmpty)
    }

    @Test func onlyASecondElixirNamesTheElixir() {
        let one = Expansion(apps: [apps[1]], axes: axes(otp: requests("27"), elixir: .requests(requests("1.18"))))
        #expect(one.plan(with: .sample).plan.ids == ["alpha/escript/otp-27.3.4.1/any_linux_x86_64"])
        let two = Expansion(
            apps: [apps[1]], axes: axes(otp: requests("27"), elixir: .requests(requests("1.18", "1.17"))))
        #expect(
            two.plan(with: .sample).plan.ids == [
                "alpha/escript/otp-27.3.4.1/elixir-1.18.3/any_linux_x86_64",
                "alpha/escript/otp-27.3.4.1/elixir-1.17.3/any_linux_x86_64",
            ])
    }

    @Test func whatResolvesToAnImpossiblePairIsDropped() {
        let axes = axes(otp: requests("28"), elixir: .requests(requests("1.18")))
        let (plan, _) = Expansion(apps: [apps[1]], axes: axes).plan(with: .sample)
        #expect(plan.cells.isEmpty)
        #expect(plan.drops.first?.contains("Elixir 1.18.3 does not run on OTP 28") == true)
    }

    @Test func aRuntimeThatNoSourceHasStaysSelectedAndFails() throws {
        let (plan, problems) = Expansion(apps: [apps[1]], axes: axes(otp: requests("26", "27"))).plan(with: .sample)
        #expect(plan.ids.first == "alpha/escript/otp-26/any_linux_x86_64")
        let failure = try #require(plan.failures[CellID("alpha/escript/otp-26/any_linux_x86_64")])
        #expect(failure.stage == .resolve && failure.code == "runtime.not-found")
        #expect(plan.failures.count == 1 && plan.cells.count == 2 && problems.isEmpty)
    }

    @Test func exclusionsDropWithTheirReasonAndTheTableWithItsOwn() {
        let exclusion = Exclusion(selector: Selector([.app: ["be*"], .otp: ["29*"]]), reason: "not yet")
        let axes = axes(targets: targets("any_linux_x86_64", "windows_arm64"))
        let (plan, problems) = Expansion(apps: [apps[0]], axes: axes, exclusions: [exclusion]).plan(with: .sample)
        #expect(plan.ids == ["beta/cli/otp-27.3.4.1/any_linux_x86_64", "beta/tui/otp-27.3.4.1/any_linux_x86_64"])
        #expect(plan.drops.filter { $0.hasSuffix(": not yet") }.count == 4)
        #expect(
            plan.drops.first
                == "beta/cli/otp-27/windows_arm64: Windows targets are built for x86_64 only: windows_x86_64")
        #expect(problems.isEmpty)
    }

    @Test func anExclusionThatMatchesNothingIsAProblem() {
        let exclusions = [
            Exclusion(selector: Selector([.mode: ["cli"]]), reason: "a"),
            Exclusion(selector: Selector([.mode: ["cli"], .app: ["beta"]]), reason: "b"),
            Exclusion(selector: Selector([.mode: ["daemon"]]), reason: "c"),
        ]
        let (_, problems) = Expansion(apps: apps, axes: axes(), exclusions: exclusions).plan(with: .sample)
        #expect(problems == [.exclusionMatchesNothing(2)])
    }

    @Test func tooManyCombinationsAreNotExpanded() {
        let many = (0..<101).compactMap { VersionRequest("27.\($0)") }
        let axes = axes(otp: many, elixir: .requests(many))
        let (plan, problems) = Expansion(apps: [apps[1]], axes: axes).plan(with: nil)
        #expect(plan == Plan() && problems == [.tooManyCombinations(10_201)])
    }

    @Test func requestsThatMeanOneVersionAreAProblem() throws {
        let twice = requests("27", "27.3")
        let version = try #require(Version("27.3.4.1"))
        let problems = Expansion(apps: apps, axes: axes(otp: twice)).plan(with: .sample).problems
        #expect(problems == [.sameVersion(.otp, twice[0], twice[1], version)])
    }
}
