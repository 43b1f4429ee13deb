import Configuration
import Matrix
import Testing

@testable import Builds

struct MeasurementTests {
    private func measure(_ budget: String, baseline: Int? = nil) throws -> Failure? {
        let text = """
            version: 1
            apps: {demo: {path: demo, modes: [cli]}}
            matrix: {target: any_linux_x86_64, otp: "27"}
            smoke: {demo: [{name: none, run: []}]}
            \(budget.isEmpty ? "" : "budgets: [{when: {app: demo}, \(budget)}]")
            """
        let read = MatrixFile.read(bytes: Array(text.utf8), name: "m", host: .x86_64)
        let file = try #require(read.file, "\(read.diagnostics)")
        let cell = try #require(file.plan(with: nil).plan?.cells.first)
        let record = ArtifactRecord(
            file: "demo", sha256: "", size: 1024,
            components: [
                ComponentSize(component: .erts, raw: 4096, stored: 600),
                ComponentSize(component: .app, raw: 1024, stored: 424),
            ], appVersion: "1")
        do throws(Failure) {
            try Measurement(budget: file.settings(for: cell).budget, baseline: baseline).judge(record)
            return nil
        } catch { return error }
    }

    @Test(arguments: ["", "stored: 1KiB", "raw: 5KiB, stored: 1MB"]) func fits(_ budget: String) throws {
        #expect(try measure(budget) == nil)
    }

    @Test(arguments: [("stored: 1kB", "1024 bytes, 24 more"), ("raw: 4KiB, stored: 1GiB", "5120 bytes, 1024 more")])
    func isTooLarge(_ budget: String, _ words: String) throws {
        let failure = try #require(try measure(budget))
        #expect(failure.code == "measure.over-budget" && failure.stage == .measure && !failure.isInfrastructure)
        #expect(failure.message.contains(words))
    }

    @Test func growthIsHeldAgainstTheLastGreenRun() throws {
        #expect(try measure("growth: 5%") == nil)
        #expect(try measure("growth: 5%", baseline: 980) == nil)
        let failure = try #require(try measure("growth: 5%", baseline: 970))
        #expect(failure.code == "measure.grown" && failure.message.contains("from 970 to 1024 bytes"))
    }
}
