import Host
import Matrix
import Synchronization
import Testing

@testable import Builds

struct GraphRunTests {
    private let two = GraphRun.Options(capacity: Schedule.Capacity(jobs: 2))

    @Test func anActionIsDoneOnceForAllItsCells() async {
        let recorder = Recorder()
        let count = Mutex(0)
        var graph = ActionGraph()
        let shared = graph.add(
            .sample("shared") {
                count.withLock { $0 += 1 }; return Performed()
            })
        for name in ["a", "b", "c"] {
            let own = graph.add(.sample(name, needs: [shared]))
            graph.add(CellID(name), ends: [own])
        }
        await recorder.run(graph, two)
        #expect(count.withLock { $0 } == 1)
        #expect(recorder.outcomes == ["a": [.passed], "b": [.passed], "c": [.passed]])
        #expect(recorder.begun.first == "shared")
    }

    @Test func aFailureReachesTheCellsThatNeedItAndNoOther() async {
        let recorder = Recorder()
        var graph = ActionGraph()
        let broken = graph.add(.sample("broken") { () async throws(Failure) in throw .sample() })
        let fine = graph.add(.sample("fine"))
        let after = graph.add(.sample("after", needs: [broken]))
        graph.add(CellID("red"), ends: [after])
        graph.add(CellID("green"), ends: [fine])
        await recorder.run(graph, two)
        #expect(recorder.outcomes == ["red": [.failed(.sample())], "green": [.passed]])
        #expect(!recorder.begun.contains("after"))
    }

    @Test func whatCannotBeRunIsSkippedOnceAllElseIsDone() async {
        let recorder = Recorder()
        var graph = ActionGraph()
        let smoke = graph.add(.sample("smoke") { Performed(skipped: "no emulator") })
        let measure = graph.add(.sample("measure", needs: [smoke]))
        let broken = graph.add(.sample("broken", needs: [smoke]) { () async throws(Failure) in throw .sample() })
        graph.add(CellID("skipped"), ends: [measure])
        graph.add(CellID("red"), ends: [broken])
        await recorder.run(graph, two)
        #expect(recorder.begun.contains("measure"))
        #expect(recorder.outcomes == ["skipped": [.skipped(reason: "no emulator")], "red": [.failed(.sample())]])
    }

    @Test func whatIsDoneIsNotDoneAgain() async {
        let recorder = Recorder()
        var graph = ActionGraph()
        let fetch = graph.add(.sample("fetch") { () async throws(Failure) in throw .sample("not needed") })
        let compile = graph.add(.sample("compile", needs: [fetch], isDone: true))
        let smoke = graph.add(.sample("smoke", needs: [compile]))
        graph.add(CellID("a"), ends: [smoke])
        await recorder.run(graph, two)
        #expect(recorder.begun == ["smoke"] && recorder.outcomes == ["a": [.passed]])
    }

    @Test(arguments: [1, 2, 5]) func noMoreAtOnceThanJobs(_ jobs: Int) async {
        let recorder = Recorder()
        var graph = ActionGraph()
        for number in 0..<20 {
            let action = graph.add(
                .sample("\(number)") {
                    await recorder.work(); return Performed()
                })
            graph.add(CellID("\(number)"), ends: [action])
        }
        await recorder.run(graph, GraphRun.Options(capacity: Schedule.Capacity(jobs: jobs)))
        #expect(recorder.most == jobs)
    }

    @Test func groupsAndMemoryBoundWhatRunsAtOnce() async {
        for demand in [Demand(groups: ["ports"]), Demand(memory: 600)] {
            let recorder = Recorder()
            var graph = ActionGraph()
            for number in 0..<6 {
                let action = graph.add(
                    .sample("\(number)", demand: demand) {
                        await recorder.work(); return Performed()
                    })
                graph.add(CellID("\(number)"), ends: [action])
            }
            let capacity = Schedule.Capacity(jobs: 4, memory: 1000, groups: ["ports": 1])
            await recorder.run(graph, GraphRun.Options(capacity: capacity))
            #expect(recorder.most == 1 && recorder.outcomes.count == 6)
        }
    }

    @Test func theLongestPathAndWhatFailedLastComeFirst() async {
        let one = GraphRun.Options(capacity: Schedule.Capacity(jobs: 1))
        var graph = ActionGraph()
        for name in ["short", "long", "red"] { graph.add(CellID(name), ends: [graph.add(.sample(name))]) }
        let recorder = Recorder()
        await recorder.run(graph, one, seconds: [1, 9, 2], failed: [CellID("red")])
        #expect(recorder.begun == ["red", "long", "short"])
    }

    @Test func infrastructureIsTriedAgainAndTold() async {
        let recorder = Recorder()
        let tries = Mutex(0)
        var graph = ActionGraph()
        let action = graph.add(
            .sample("flaky network", retries: 2) { () async throws(Failure) in
                if tries.withLock({
                    $0 += 1; return $0
                }) < 2 {
                    throw .sample("net", isInfrastructure: true)
                }
                return Performed()
            })
        graph.add(CellID("a"), ends: [action])
        await recorder.run(graph, two)
        #expect(recorder.outcomes == ["a": [.passed]])
        let record = recorder.events.compactMap { if case .actionFinished(let record) = $0 { record } else { nil } }
        #expect(record.first?.earlier.map(\.code) == ["net"])
    }

    @Test(.timeLimit(.minutes(1))) func anActionThatTakesTooLongIsEnded() async {
        let recorder = Recorder()
        var graph = ActionGraph()
        let slow = graph.add(
            .sample("slow", timeout: .milliseconds(50)) {
                try? await Task.sleep(for: .seconds(30)); return Performed()
            })
        graph.add(CellID("a"), ends: [slow])
        await recorder.run(graph, two)
        #expect(recorder.outcomes["a"]?.first?.failure?.code == "compile.timed-out")
    }

    @Test(.timeLimit(.minutes(1))) func theTimeOfTheRunEndsIt() async {
        let recorder = Recorder()
        var graph = ActionGraph()
        for name in ["a", "b", "c"] {
            let slow = graph.add(
                .sample(name) {
                    try? await Task.sleep(for: .seconds(30)); return Performed()
                })
            graph.add(CellID(name), ends: [slow])
        }
        var options = two
        options.time = .milliseconds(50)
        await recorder.run(graph, options)
        let codes = recorder.outcomes.values.map { $0.first?.failure?.code }
        #expect(codes.count == 3 && codes.contains("run.timed-out"))
        #expect(recorder.begun.count == 2)
    }

    @Test func failFastSkipsTheRest() async {
        let recorder = Recorder()
        var graph = ActionGraph()
        let broken = graph.add(.sample("broken") { () async throws(Failure) in throw .sample() })
        graph.add(CellID("red"), ends: [broken])
        for number in 0..<5 { graph.add(CellID("\(number)"), ends: [graph.add(.sample("\(number)", needs: [broken]))]) }
        for number in 5..<9 { graph.add(CellID("\(number)"), ends: [graph.add(.sample("\(number)"))]) }
        var options = GraphRun.Options(capacity: Schedule.Capacity(jobs: 1))
        options.failFast = true
        await recorder.run(graph, options)
        #expect(recorder.outcomes.values.allSatisfy { $0.count == 1 } && recorder.outcomes.count == 10)
        #expect(recorder.outcomes.values.contains { if case .skipped = $0.first { true } else { false } })
    }

    @Test func aCellsTimeIsLimited() async {
        let recorder = Recorder()
        var graph = ActionGraph()
        let first = graph.add(
            .sample("first") {
                await recorder.work(60); return Performed()
            })
        let second = graph.add(
            .sample("second", needs: [first]) {
                await recorder.work(60); return Performed()
            })
        graph.add(CellID("short"), ends: [second], timeout: 0.05)
        graph.add(CellID("long"), ends: [second], timeout: 600)
        await recorder.run(graph, two)
        #expect(recorder.outcomes["short"]?.first?.failure?.code == "cell.timed-out")
        #expect(recorder.outcomes["long"] == [.passed])
    }
}
