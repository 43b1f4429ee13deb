import Matrix
import Testing

@Suite struct AutomaticVersionTests {
    private func versions(_ texts: [String]) throws -> [Version] { try texts.map { try #require(Version($0)) } }

    private func choice(_ offered: [String]...) throws -> String? {
        let offers = try zip(Target.all, offered).map { ($0, try versions($1)) }
        return AutomaticVersion(offers).version?.text
    }

    @Test func newestPatchOfOldestMinorOfNewestMajor() throws {
        #expect(try choice(["25.2.3", "27.3.4.1", "27.1.2", "27.1.3", "26.2"]) == "27.1.3")
        #expect(try choice(["27.3", "29.0-rc1"]) == "27.3")
        #expect(try choice(["27.3.4.1", "27.3.4.2", "27.3.4"]) == "27.3.4.2")
    }

    @Test func allTargetsMustHaveIt() throws {
        #expect(try choice(["25.2.3", "27.3", "29.1"], ["29.2", "27.3", "25.2.3"]) == "27.3")
        #expect(try choice(["27.3"], ["29.1"]) == nil)
        #expect(try choice([], ["29.1"]) == nil)
    }

    @Test func whatIsTooOldDoesNotCount() throws {
        #expect(try choice(["23.2.6"]) == nil)
    }

    @Test func eachTargetsOffersAreTold() throws {
        let offers = [(Target.all[0], try versions(["27.3"])), (Target.all[1], [])]
        let unavailable = AutomaticVersion(offers).unavailable
        #expect(unavailable.code == "runtimes.no-common-otp")
        #expect(unavailable.message.hasSuffix("any_linux_x86_64: 27.3; any_linux_arm64: nothing"))
    }

    @Test func aPlanHasOneVersionForAllTargets() throws {
        let app = App(name: "a", path: "a", modes: [.cli])
        let lists = [Target.all[0]: try versions(["29.1", "27.3"]), Target.all[1]: try versions(["27.3", "25.2"])]
        let elixir = try #require(Version("1.18.3"))
        let resolution = Resolution(
            otp: { _, _ in .failure(Unavailable(code: "x", message: "x")) }, elixir: { _, _, _ in .success(elixir) },
            offered: { lists[$0] ?? [] })
        // What is not built yet has no say.
        let windows = try #require(Target.named("windows_arm64", host: .x86_64))
        let expansion = Expansion(
            apps: [app], axes: Axes(targets: [Target.all[0], Target.all[1], windows], otp: [.automatic], modes: [.cli]))
        let (plan, problems) = expansion.plan(with: resolution)
        #expect(problems.isEmpty)
        #expect(plan.cells.map(\.id.text) == ["a/cli/otp-27.3/any_linux_x86_64", "a/cli/otp-27.3/any_linux_arm64"])
        #expect(plan.cells.allSatisfy { $0.otpRequest == .automatic })
        #expect(plan.dropped.count == 1)
    }

    @Test func withoutSourcesItIsOpen() throws {
        let expansion = Expansion(
            apps: [App(name: "a", path: "a", modes: [.cli])],
            axes: Axes(targets: [Target.all[0]], otp: [.automatic, .latest], modes: [.cli]),
            exclusions: [Exclusion(selector: Selector([.otp: ["29*"]]), reason: "too new")])
        let (plan, problems) = expansion.plan(with: nil)
        #expect(problems.isEmpty)
        #expect(
            plan.dropped.map(\.cell.id.text) == [
                "a/cli/otp-auto/any_linux_x86_64", "a/cli/otp-latest/any_linux_x86_64",
            ])
    }
}
