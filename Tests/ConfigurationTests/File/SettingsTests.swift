import Matrix
import Testing

@testable import Configuration

/// What the file says about cells and runs, as it comes out for one cell.
@Suite struct SettingsTests {
    static let text = """
        version: 1
        apps:
          hello: {path: hello, modes: [cli], groups: ports}
          web: {path: umbrella, app: my_web, modes: [cli, daemon], network: true, control-words: off}
        matrix: {target: any_linux_x86_64, otp: ["27", "29"]}
        limits:
          jobs: auto
          memory: 4GiB
          disk-free: 2GiB
          time: 2h
          groups: {ports: 1, licences: 3}
          fail-fast: true
        defaults:
          timeout: {fetch: 1h, build: 30m, smoke: 1m, grace: 2s, cell: 2h}
          retries: {infra: 5, smoke: 1}
          leaks: warn
          memory: 600MiB
          glibc: 2.30
          groups: [licences]
        overrides:
          - {when: {otp: "29*"}, outcome: expected-to-fail, reason: preview, issue: "#12", until: 2026-12-31}
          - {when: {app: web, mode: cli}, network: false, control-words: on, leaks: fail, retries: {smoke: 4}, memory: 1GiB, glibc: "2.17", groups: [ports, licences]}
        profiles:
          nightly:
            select: ["otp=27*,mode=cli", app=web]
            skip: target=windows*
            compression: 22
            timeout: {smoke: 5m}
            limits: {jobs: 1, groups: {ports: 2, disks: 1}, fail-fast: false}
            groups: disks
          plain: {retries: {smoke: 0}}
        smoke: {cli: [{name: starts, expect: {exit: any}}], daemon: [{name: up, daemon: {ready: {log: up}}}]}
        """

    private func file(_ text: String = text) throws -> MatrixFile { try #require(matrixFile(text), "\(told(text))") }

    private func settings(_ file: MatrixFile, _ id: String) throws -> Settings {
        let cells = try #require(file.plan(with: nil).plan).cells
        return file.settings(for: try #require(cells.first { $0.id.text.hasPrefix(id) }))
    }

    @Test func limits() throws {
        let limits = try file().limits
        #expect(limits.jobs == nil && limits.memory == 4 << 30 && limits.diskFree == 2 << 30 && limits.time == 7200)
        #expect(limits.groups == ["ports": 1, "licences": 3] && limits.failFast)
    }

    @Test func defaultsAndApps() throws {
        let hello = try settings(file(), "hello/cli/otp-27")
        #expect(hello.timeouts == Timeouts(fetch: 3600, build: 1800, smoke: 60, grace: 2, cell: 7200))
        #expect(hello.retries == Retries(infra: 5, smoke: 1) && hello.leaks == .warn && !hello.network)
        #expect(hello.glibc?.text == "2.30" && hello.hasControlWords)
        #expect(hello.memory == 600 << 20 && hello.groups == ["licences", "ports"] && hello.rule == .required)
        #expect(hello.smokeTests.map(\.expect.exit) == [.any])
        let web = try settings(file(), "web/daemon/otp-27")
        #expect(web.network && !web.hasControlWords)
        #expect(try file().apps.map(\.member) == [nil, "my_web"])
    }

    @Test func overridesWinOverApps() throws {
        let web = try settings(file(), "web/cli/otp-29")
        #expect(!web.network && web.leaks == .fail && web.retries == Retries(infra: 5, smoke: 4))
        #expect(web.glibc == Version("2.17") && web.hasControlWords)
        #expect(web.memory == 1 << 30 && web.groups == ["licences", "ports"])
        let until = try #require(CalendarDate("2026-12-31"))
        #expect(web.rule == .expectedToFail(ExpectedFailure(reason: "preview", issue: "#12", until: until)))
    }

    @Test func aProfileCountsAsDefaults() throws {
        let applied = try file().applying(profile: "nightly")
        #expect(applied.diagnostics.isEmpty)
        let nightly = try #require(applied.file)
        #expect(nightly.profile == "nightly" && nightly.select.map(\.text) == ["otp=27*,mode=cli", "app=web"])
        #expect(nightly.skip.map(\.text) == ["target=windows*"])
        #expect(nightly.limits.jobs == 1 && nightly.limits.time == 7200 && !nightly.limits.failFast)
        #expect(nightly.limits.groups == ["ports": 2, "licences": 3, "disks": 1])
        let web = try settings(nightly, "web/cli/otp-27")
        #expect(web.compression == 22 && web.timeouts.smoke == 300 && web.timeouts.build == 1800)
        #expect(web.retries.smoke == 4 && web.groups == ["licences", "disks", "ports"])
        #expect(try file().profile == nil && file().select.isEmpty)
    }

    @Test func anUnknownProfileIsToldOf() throws {
        let applied = try file().applying(profile: "nightli")
        #expect(applied.file == nil)
        #expect(
            applied.diagnostics.map(\.brief) == [
                "24:3 error: unknown profile 'nightli' | expected one of nightly, plain | did you mean 'nightly'?"
            ])
        let none = try file(small()).applying(profile: "nightly").diagnostics.map(\.brief)
        #expect(
            none == [
                "1:1 error: unknown profile 'nightly' | the file has no profiles | "
                    + "add one: profiles: {nightly: {select: \"otp=27*\"}}"
            ])
    }

    @Test func anExpressionKeepsItsPlace() throws {
        let nightly = try #require(try file().applying(profile: "nightly").file)
        let diagnostic = nightly.diagnostic(
            try #require(nightly.select.last), code: "selection.axis", message: "no", notes: ["yes"])
        #expect(diagnostic.brief == "25:34 error: no | yes")
        #expect(diagnostic.length == 7)
    }
}
