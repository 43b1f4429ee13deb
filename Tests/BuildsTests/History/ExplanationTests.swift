import Digest
import Host
import Matrix
import SystemPackage
import Testing

@testable import Builds

struct ExplanationTests {
    private let id = CellID("demo")

    private func graph(_ key: String, _ value: String, isDone: Bool = false) -> ActionGraph {
        var graph = ActionGraph()
        let compile = graph.add(key) {
            Action(
                key: key, stage: .compile, subject: "demo", inputs: [ActionInput(name: "lib/a.ex", value: value)],
                isDone: isDone
            ) { _ async throws(Failure) in Performed() }
        }
        graph.add(id, ends: [compile])
        return graph
    }

    private func states(_ graph: ActionGraph, _ history: History, _ store: ActionStore) -> [Explanation.State] {
        Explanation(of: id, in: graph, history: history, store: store)?.lines.map(\.state) ?? []
    }

    @Test func tellsWhatHasChangedSinceWhen() throws {
        let folder = try Disk().makeTemporaryFolder(in: "/tmp", prefix: "explain")
        defer { try? Disk().removeTree(folder) }
        let store = ActionStore.folder(folder)
        var history = History()
        #expect(states(graph("one", "1"), history, store) == [.isNew])

        RecordedInputs.keep(.sample(graph("one", "1"), failed: ["one"]), time: 4, in: store)
        #expect(states(graph("one", "1"), history, store) == [.failed(since: 4)])
        RecordedInputs.keep(.sample(graph("one", "1")), time: 5, in: store)
        history.cells[id.text] = .init(
            outcome: "passed", time: 5, stages: ["compile": .init(keys: ["one"], seconds: 1)])
        #expect(states(graph("one", "1", isDone: true), history, store) == [.cached(since: 5)])
        #expect(states(graph("one", "1"), history, store) == [.lost(since: 5)])
        #expect(states(graph("two", "2"), history, store) == [.changed(["lib/a.ex has changed"], since: 5)])
    }

    @Test func whatWasNeverBegunIsNew() throws {
        let folder = try Disk().makeTemporaryFolder(in: "/tmp", prefix: "explain")
        defer { try? Disk().removeTree(folder) }
        let store = ActionStore.folder(folder)
        RecordedInputs.keep(.sample(graph("one", "1"), done: []), time: 5, in: store)
        #expect(states(graph("one", "1"), History(), store) == [.isNew])
    }

    @Test func knowsNoOtherCell() throws {
        let graph = graph("one", "1")
        let explanation = Explanation(of: CellID("x"), in: graph, history: History(), store: .folder("/nowhere"))
        #expect(explanation?.lines == nil)
    }
}
