import Testing
import Transfer

@Suite struct RetryPolicyTests {
    private let healing = TransferError(.interrupted, url: "http://host", detail: "reset")

    @Test func pausesDoubleUpToTheLongest() {
        let policy = RetryPolicy(
            attempts: 9, firstPause: .seconds(1), longestPause: .seconds(5), random: { 1 })
        let pauses = (1...4).map { policy.pause(after: healing, attempt: $0) }
        #expect(pauses == [.seconds(1), .seconds(2), .seconds(4), .seconds(5)])
    }

    @Test func chanceTakesAwayUpToHalf() {
        let policy = RetryPolicy(firstPause: .seconds(1), random: { 0 })
        #expect(policy.pause(after: healing, attempt: 1) == .milliseconds(500))
    }

    @Test func itGivesUpAfterTheLastAttempt() {
        #expect(RetryPolicy(attempts: 2).pause(after: healing, attempt: 2) == nil)
    }

    @Test("what cannot heal is not tried again", arguments: TransferError.Reason.allCases)
    func onlyWhatHeals(reason: TransferError.Reason) {
        let error = TransferError(reason, url: "http://host", detail: "")
        let heals: Set<TransferError.Reason> = [.timeout, .interrupted, .server, .busy]
        #expect((RetryPolicy().pause(after: error, attempt: 1) != nil) == heals.contains(reason))
    }
}
