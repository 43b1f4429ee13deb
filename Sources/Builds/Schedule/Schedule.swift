/// Which action is begun next: pure bookkeeping of what is ready, what runs, and what is left of the limits.
package struct Schedule: Sendable {
    /// What all running actions together may take.
    package struct Capacity: Hashable, Sendable {
        package var jobs: Int
        /// In bytes; an action that needs more than this runs alone.
        package var memory: Int?
        package var groups: [String: Int]

        package init(jobs: Int, memory: Int? = nil, groups: [String: Int] = [:]) {
            self.jobs = max(1, jobs)
            self.memory = memory
            self.groups = groups
        }
    }

    private let graph: ActionGraph
    private let priorities: Priorities
    private let capacity: Capacity
    /// Ready actions by what they take, so that one that has to wait does not hide others behind it.
    private var ready: [Lane: ReadyQueue] = [:]
    private var missing: [Int]
    private var dependents: [[Int]]
    private var wanted: [Bool]
    private var jobs = 0
    private var memory = 0
    private var groups: [String: Int] = [:]

    private struct Lane: Hashable {
        var takesJob: Bool
        var groups: [String]
        var memory: Int
    }

    /// - Parameter wanted: the actions that have to be done, by their places; all others count as done.
    package init(_ graph: ActionGraph, priorities: Priorities, capacity: Capacity, wanted: [Bool]) {
        self.graph = graph
        self.priorities = priorities
        self.capacity = capacity
        self.wanted = wanted
        missing = [Int](repeating: 0, count: graph.actions.count)
        dependents = [[Int]](repeating: [], count: graph.actions.count)
        for (place, action) in graph.actions.enumerated() where wanted[place] {
            for need in action.needs where wanted[need] {
                missing[place] += 1
                dependents[need].append(place)
            }
            if missing[place] == 0 { makeReady(place) }
        }
    }

    /// Takes the most urgent action that may begin now.
    package mutating func next() -> Int? {
        while let (lane, place) = pop() {
            guard wanted[place] else { continue }
            take(lane, 1)
            return place
        }
        return nil
    }

    private mutating func pop() -> (Lane, Int)? {
        var best: (lane: Lane, rank: Int)?
        for (lane, queue) in ready {
            guard let rank = queue.first, rank < best?.rank ?? .max, fits(lane) else { continue }
            best = (lane, rank)
        }
        guard let best, let rank = ready[best.lane]?.popFirst() else { return nil }
        if ready[best.lane]?.first == nil { ready[best.lane] = nil }
        return (best.lane, priorities.order[rank])
    }

    /// Gives back what an action took; what waited for a successful one may begin.
    package mutating func finish(_ place: Int, succeeded: Bool) {
        take(lane(of: place), -1)
        guard succeeded else { return }
        for dependent in dependents[place] {
            missing[dependent] -= 1
            if missing[dependent] == 0, wanted[dependent] { makeReady(dependent) }
        }
    }

    /// Takes an action out that nobody needs any more; one that runs goes on.
    package mutating func drop(_ place: Int) { wanted[place] = false }

    private mutating func makeReady(_ place: Int) {
        ready[lane(of: place), default: ReadyQueue()].insert(priorities.ranks[place])
    }

    private func lane(of place: Int) -> Lane {
        let demand = graph.actions[place].demand
        return Lane(takesJob: demand.takesJob, groups: demand.groups, memory: demand.memory)
    }

    private func fits(_ lane: Lane) -> Bool {
        if lane.takesJob && jobs >= capacity.jobs { return false }
        if let limit = capacity.memory, lane.memory > 0, memory > 0, memory + lane.memory > limit { return false }
        return lane.groups.allSatisfy { groups[$0, default: 0] < capacity.groups[$0] ?? .max }
    }

    private mutating func take(_ lane: Lane, _ sign: Int) {
        if lane.takesJob { jobs += sign }
        memory += sign * lane.memory
        for group in lane.groups { groups[group, default: 0] += sign }
    }
}
