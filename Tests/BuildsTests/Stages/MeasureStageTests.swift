import Configuration
import Host
import Matrix
import Releases
import SystemPackage
import Testing

@testable import Builds

struct MeasureStageTests {
    private func measure(_ budget: String) throws -> Failure? {
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
        let context = RunContext(
            file: file, base: "/", output: "/", supply: .fixed(.init(otp: "/", elixir: "/")), store: .folder("/"),
            processes: .live, disk: Disk(), clock: .live, environment: [:], events: EventSink { _ in })
        let pipeline = CellPipeline(
            cell: cell, settings: file.settings(for: cell), context: context, actions: SharedActions())
        let record = ArtifactRecord(
            file: "demo", sha256: "", size: 1024,
            components: [
                ComponentSize(component: .erts, raw: 4096, stored: 600),
                ComponentSize(component: .app, raw: 1024, stored: 424),
            ], appVersion: "1")
        do throws(Failure) {
            _ = try pipeline.measure(DeliveredArtifact(path: "/demo", record: record, smokeTests: []))
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
}
