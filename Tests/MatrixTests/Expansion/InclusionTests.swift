import Testing

@testable import Matrix

@Suite struct InclusionTests {
    private let apps = [App(name: "one", path: "o", modes: [.cli, .tui]), App(name: "two", path: "t", modes: [.cli])]

    private func plan(
        _ app: String, _ mode: Mode, _ otp: String, elixir: String? = nil, target: String = "any_linux_x86_64",
        excluding: [Exclusion] = []
    ) throws -> (plan: Plan, problems: [PlanProblem]) {
        let inclusion = Inclusion(
            app: app, mode: mode, otp: try #require(VersionRequest(otp)), elixir: elixir.flatMap { VersionRequest($0) },
            target: try #require(Target.named(target, host: .x86_64)))
        let axes = Axes(targets: targets("any_linux_x86_64"), otp: requests("27"), modes: [.cli])
        return Expansion(apps: apps, axes: axes, exclusions: excluding, inclusions: [inclusion]).plan(with: .sample)
    }

    @Test func anInclusionStandsWithItsApp() throws {
        let (plan, problems) = try plan("one", .tui, "29")
        #expect(
            plan.ids == [
                "one/cli/otp-27.3.4.1/any_linux_x86_64", "one/tui/otp-29.1.1/any_linux_x86_64",
                "two/cli/otp-27.3.4.1/any_linux_x86_64",
            ])
        #expect(problems.isEmpty)
    }

    @Test func whatIsThereAlreadyIsAProblemWhateverItIsCalled() throws {
        let id = CellID("one/cli/otp-27.3.4.1/any_linux_x86_64")
        #expect(try plan("one", .cli, "27.3").problems == [.inclusionDuplicates(0, id)])
        #expect(try plan("one", .cli, "27", elixir: "1.20").problems == [.inclusionDuplicates(0, id)])
    }

    @Test func anotherElixirIsAnotherCell() throws {
        let (plan, problems) = try plan("one", .cli, "27", elixir: "1.17")
        #expect(plan.ids[1] == "one/cli/otp-27.3.4.1/elixir-1.17.3/any_linux_x86_64")
        #expect(problems.isEmpty)
    }

    @Test func whatCannotBeBuiltIsAProblemWhenNamed() throws {
        let reason = "tui is not supported on musl; the any_linux targets run there too"
        let (plan, problems) = try plan("one", .tui, "27", target: "alpine_3_19_x86_64")
        #expect(problems == [.inclusionUnsupported(0, reason: reason)])
        #expect(plan.dropped.isEmpty)
        #expect(try self.plan("two", .tui, "27").problems == [.inclusionOfUndeclaredMode(0)])
    }

    @Test func anInclusionBringsBackWhatWasExcluded() throws {
        let exclusion = Exclusion(selector: Selector([.mode: ["cli"]]), reason: "slow")
        let (plan, problems) = try plan("two", .cli, "27", excluding: [exclusion])
        #expect(plan.ids == ["two/cli/otp-27.3.4.1/any_linux_x86_64"])
        #expect(plan.drops == ["one/cli/otp-27.3.4.1/any_linux_x86_64: slow"])
        #expect(problems.isEmpty)
    }
}
