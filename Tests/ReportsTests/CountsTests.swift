import Matrix
import Testing

@testable import Reports

@Suite struct CountsTests {
    @Test("Cells are counted by outcome")
    func counts() throws {
        let red = Counts(try Samples.record(Samples.red()))
        #expect(
            [red.planned, red.passed, red.failed, red.allowedToFail, red.interrupted, red.dropped] == [
                4, 0, 3, 1, 0, 1,
            ])
        #expect(red.sentence == "4 cells: 3 failed, 1 allowed to fail; 1 dropped")
        #expect(red.verdict == "red")
        let interrupted = Counts(try Samples.record(Samples.interrupted()))
        #expect(interrupted.sentence == "4 cells: 1 passed, 3 interrupted; 1 dropped")
        #expect(interrupted.verdict == "interrupted")
        #expect(Counts(try Samples.record(Samples.green())).verdict == "green")
        #expect(Counts().sentence == "0 cells")
    }
}
