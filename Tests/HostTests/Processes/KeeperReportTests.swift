import Testing

@testable import Host

@Suite struct KeeperReportTests {
    private func report(_ text: String, descriptor: Int32? = nil) -> KeeperReport {
        var report = KeeperReport()
        report.take(Array(text.utf8), descriptor: descriptor)
        return report
    }

    @Test func tellsAnEndWithAllThatBelongsToIt() {
        let report = report("ended signalled 9 timeout\nleft 12 sleep 3 é\nusage 1500000 500000 2048\ndone\n")
        #expect(report.status == .signalled(9) && report.reason == .timeout)
        #expect(report.leftovers == [RunningProcess(pid: 12, commandLine: "sleep 3 é")])
        #expect(report.processorSeconds == 2 && report.peakMemory == 2 << 20)
        #expect(report.isDone && report.isComplete && !report.isServing)
    }

    @Test func aFailureNamesItsStepEvenWithSpaces() {
        let report = report("failed sandbox:take:/a b 2\n")
        #expect(report.failure?.step == "sandbox:take:/a b" && report.failure?.number == 2)
        #expect(report.isComplete)
    }

    @Test func eachListReplacesTheOneBefore() {
        var report = report("process 1 a\nprocess 2 b\nlisted\n")
        #expect(report.listing.map(\.pid) == [1, 2] && report.listings == 1)
        report.take(Array("listed\n".utf8), descriptor: nil)
        #expect(report.listing.isEmpty && report.listings == 2)
    }

    @Test func aSocketThatCouldNotBeMadeIsNone() {
        #expect(report("socket 0\n", descriptor: 7).sockets == [7])
        #expect(report("socket 24\n").sockets == [-1])
    }

    @Test(arguments: [
        "", " ", "ended", "ended exited", "ended exited x itself", "ended exited 1 nonsense", "left", "left x y",
        "usage 1 2", "usage a b c", "failed", "failed x", "failed x y", "nonsense 1", "done\u{0}",
        "usage 1 2 99999999999999999999", "\u{FFFD}\u{FFFD}",
    ])
    func nonsenseIsLeftAlone(_ line: String) {
        let report = report(line)
        #expect(!report.isComplete && report.status == nil && report.leftovers.isEmpty && report.processorSeconds == 0)
    }

    @Test func aHugeNumberDoesNotOverflow() {
        #expect(report("usage 0 0 9223372036854775807").peakMemory == .max)
    }
}
