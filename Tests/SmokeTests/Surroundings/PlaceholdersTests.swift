import Matrix
import Testing

@testable import Smoke

@Suite struct PlaceholdersTests {
    @Test(arguments: [
        ("{otp}", "27"), ("a{otp}b{version}c", "a27b1.0c"), ("{other} {otp", "{other} {otp"), ("{{otp}}", "{27}"),
        ("{}", "{}"), ("", ""), ("{\"a\": {otp}}", "{\"a\": 27}"),
    ])
    func fillsOnlyWhatItKnows(_ text: String, _ filled: String) {
        #expect(Placeholders(values: ["otp": "27", "version": "1.0"]).fill(text) == filled)
    }

    @Test func aPortIsTakenOnlyWhenAskedFor() {
        #expect(!Placeholders.mention("port", in: SmokeTest(name: "no", arguments: ["port"])))
        #expect(Placeholders.mention("port", in: SmokeTest(name: "yes", arguments: ["--port={port}"])))
        #expect(Placeholders.mention("port", in: SmokeTest(name: "yes", environment: ["PORT": "{port}"])))
        let life = DaemonLife(ready: .log("up"), checks: [.tcp(port: "{port}", send: "", receive: "")])
        #expect(Placeholders.mention("port", in: SmokeTest(name: "yes", drive: .daemon(life))))
    }
}
