import Matrix
import Testing

@testable import Builds

struct RecordedInputsTests {
    private let recorded = RecordedInputs(
        time: 1, inputs: [.init(name: "lib/a.ex", value: "1"), .init(name: "mix.lock", value: "1")])

    @Test func namesWhatIsNewGoneAndChanged() {
        let now: [ActionInput] = [.init(name: "lib/a.ex", value: "2"), .init(name: "lib/b.ex", value: "1")]
        #expect(recorded.changes(to: now) == ["lib/a.ex has changed", "lib/b.ex is new", "mix.lock is gone"])
    }

    @Test func findsNothingWhereNothingChanged() {
        #expect(recorded.changes(to: recorded.inputs.reversed()).isEmpty)
    }
}
