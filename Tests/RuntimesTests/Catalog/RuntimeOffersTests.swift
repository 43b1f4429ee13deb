import Matrix
import SystemPackage
import Testing

@testable import Runtimes

@Suite struct RuntimeOffersTests {
    private func offer(_ version: String, _ libc: CLibrary = .bundled) throws -> RuntimeOffer {
        RuntimeOffer(
            otp: try #require(Version(version)), source: "debian", origin: "x",
            platform: Platform(.linux, .x86_64, libc),
            elixir: nil, tools: [], warnings: [], recipe: .system(SystemErlang(path: "/x")))
    }

    private func resolve(_ request: String, _ offers: RuntimeOffers) throws -> String {
        let target = try #require(Target.named("any_linux_x86_64", host: .x86_64))
        return try offers.resolve(try #require(VersionRequest(request)), for: target).otp.text
    }

    @Test("the newest that was asked for", arguments: [("27", "27.3.10"), ("27.3.4", "27.3.4.1"), ("29", "29.1")])
    func newest(request: String, version: String) throws {
        let offers = RuntimeOffers(
            runtimes: [try offer("27.3.4.1"), try offer("27.3.10"), try offer("29.1"), try offer("29.2", .musl)],
            problems: [])
        #expect(try resolve(request, offers) == version)
    }

    @Test func whatThereIsIsTold() throws {
        let offers = RuntimeOffers(runtimes: [try offer("27.3"), try offer("29.1")], problems: [])
        let error = #expect(throws: RuntimesError.self) { try resolve("28", offers) }
        #expect(error?.code == "runtimes.no-such-otp")
        #expect(error?.message.hasSuffix("nearest for this target: 29.1 (debian x), 27.3 (debian x)") == true)
        #expect(error?.isInfrastructure == false)
    }

    @Test func theHostsOwnStandsInOnlyForWhatNobodyHas() throws {
        var offers = RuntimeOffers(runtimes: [try offer("27.3")], problems: [])
        offers.fallback = [try offer("26.2")]
        #expect(try resolve("27", offers) == "27.3")
        #expect(try resolve("28.1", offers) == "26.2")
        offers.fallback = []
        #expect(throws: RuntimesError.self) { try resolve("28.1", offers) }
        let problem = RuntimesError("transfer.timeout", "slow", hint: "wait", isInfrastructure: true)
        offers = RuntimeOffers(runtimes: [], problems: [problem])
        offers.fallback = [try offer("26.2")]
        #expect(throws: RuntimesError.self) { try resolve("28.1", offers) }
    }

    @Test func aSourceThatCouldNotAnswerIsToBlame() throws {
        let problem = RuntimesError("transfer.timeout", "slow", hint: "wait", isInfrastructure: true)
        let offers = RuntimeOffers(runtimes: [try offer("27.3")], problems: [problem])
        let error = #expect(throws: RuntimesError.self) { try resolve("28", offers) }
        #expect(error?.code == "transfer.timeout")
        #expect(error?.isInfrastructure == true)
    }
}
