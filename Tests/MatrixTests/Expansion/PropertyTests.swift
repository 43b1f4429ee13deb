import Testing

@testable import Matrix

/// What must hold for each matrix, tried on many.
@Suite struct PropertyTests {
    /// A linear congruential sequence: the same numbers in each run.
    struct Sequence {
        var state: UInt64
        mutating func next(_ bound: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(max(bound, 1)))
        }
        /// Some of the values, at least one, in any order.
        mutating func some<T>(_ values: [T]) -> [T] {
            var rest = values
            return (0...next(values.count)).compactMap { _ in rest.isEmpty ? nil : rest.remove(at: next(rest.count)) }
        }
    }

    private static func matrix(_ random: inout Sequence) -> Expansion {
        let apps = ["a", "b", "c"].map { App(name: $0, path: $0, modes: random.some(Mode.allCases)) }
        let elixir = random.some(requests("1.14", "1.17", "1.18", "1.20", "1.19"))
        let axes = Axes(
            targets: random.some(Target.all), otp: random.some(requests("24", "26", "27", "28", "29")),
            elixir: random.next(2) == 0 ? .automatic : .requests(elixir), modes: random.some(Mode.allCases))
        let patterns: [[Selector.Axis: [String]]] = [
            [.app: random.some(["a", "b", "*"])], [.otp: random.some(["27", "28.0", "2*"]), .mode: ["cli", "tui"]],
            [.target: ["*_x86_64"], .elixir: ["1.18"]],
        ]
        let exclusions = random.some(patterns).map { Exclusion(selector: Selector($0), reason: "because") }
        return Expansion(apps: random.some(apps), axes: axes, exclusions: random.next(2) == 0 ? [] : exclusions)
    }

    @Test(arguments: [true, false])
    func eachCombinationIsSelectedOrDroppedOnce(resolves: Bool) {
        var random = Sequence(state: resolves ? 1 : 2)
        for _ in 0..<400 {
            let matrix = PropertyTests.matrix(&random)
            let (plan, problems) = matrix.plan(with: resolves ? .sample : nil)
            let all = plan.cells + plan.dropped.map(\.cell)
            #expect(!problems.contains { if case .sameVersion = $0 { true } else { false } })
            #expect(Set(all.map(\.id)).count == all.count)
            #expect(all.count == matrix.combinations.count)
            #expect(Set(all.map(Asked.init)) == Set(matrix.combinations.map(Asked.init)))
            #expect(Set(plan.failures.keys).isSubset(of: plan.cells.map(\.id)))
        }
    }

    @Test func theSameMatrixGivesTheSamePlan() {
        var random = Sequence(state: 3)
        for _ in 0..<50 {
            let matrix = PropertyTests.matrix(&random)
            #expect(matrix.plan(with: .sample).plan == matrix.plan(with: .sample).plan)
        }
    }

    /// What a combination or a cell asks for.
    private struct Asked: Hashable {
        let words: [String?]

        init(_ cell: Cell) {
            words = [
                cell.app, cell.mode.rawValue, cell.otpRequest.text, cell.elixirRequest?.text, cell.target.name,
            ]
        }

        init(_ combination: Combination) {
            words = [
                combination.app, combination.mode.rawValue, combination.otp.text, combination.elixir?.text,
                combination.target.name,
            ]
        }
    }
}
