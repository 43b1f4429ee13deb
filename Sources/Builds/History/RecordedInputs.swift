import FoundationEssentials
import Matrix

/// What an action had read when it was done, kept so that a later run can tell what has changed since.
package struct RecordedInputs: Hashable, Codable, Sendable {
    /// When it was done, in seconds since 1970.
    package var time: Double
    package var inputs: [ActionInput]
    /// Whether it came to nothing.
    package var hasFailed: Bool

    package init(time: Double, inputs: [ActionInput], hasFailed: Bool = false) {
        self.time = time
        self.inputs = inputs
        self.hasFailed = hasFailed
    }

    /// What the store knows of an action; `nil` if it was never begun, or that is forgotten.
    package init?(_ key: String, in store: ActionStore) {
        guard let bytes = store.bytes(.inputs, key),
            let recorded = try? JSONDecoder().decode(RecordedInputs.self, from: Data(bytes))
        else { return nil }
        self = recorded
    }

    /// Keeps the inputs of what a run has done or failed to do, as far as they were not known yet.
    static func keep(_ run: FinishedRun, time: Double, in store: ActionStore) {
        for action in run.graph.actions where !action.inputs.isEmpty {
            let hasFailed = run.failed.contains(action.key)
            guard hasFailed || run.done.contains(action.key) else { continue }
            if let known = RecordedInputs(action.key, in: store), known.hasFailed == hasFailed { continue }
            let recorded = RecordedInputs(time: time, inputs: action.inputs, hasFailed: hasFailed)
            guard let data = try? JSONEncoder().encode(recorded) else { continue }
            store.keep(.inputs, action.key, Array(data))
        }
    }

    /// What is different now, in words, sorted by name.
    func changes(to inputs: [ActionInput]) -> [String] {
        let before = Dictionary(self.inputs.map { ($0.name, $0.value) }) { $0 + "\0" + $1 }
        let now = Dictionary(inputs.map { ($0.name, $0.value) }) { $0 + "\0" + $1 }
        return Set(before.keys).union(now.keys).sorted().compactMap { name in
            switch (before[name], now[name]) {
            case (nil, _?): "\(name) is new"
            case (_?, nil): "\(name) is gone"
            case (let before?, let now?): before == now ? nil : "\(name) has changed"
            case (nil, nil): nil
            }
        }
    }
}
