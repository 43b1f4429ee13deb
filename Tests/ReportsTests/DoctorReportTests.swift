import Foundation
import Matrix
import Testing

@testable import Reports

@Suite struct DoctorReportTests {
    private let host = Target.automatic(host: Platform(.linux, .x86_64, .glibc, glibc: Version("2.36")))
    private let fine = Examination("git", seen: "/usr/bin/git", facts: ["path": "/usr/bin/git"])
    private let note = Examination(
        "emulator", .note, seen: "none", details: ["a\u{1B}[31m b"], follows: "tests are skipped", mend: "install it")
    private let problem = Examination("cache", .problem, seen: "not ours", mend: "chown it")

    private func report(_ examinations: Examination...) -> DoctorReport {
        DoctorReport(tool: "0.1.0", host: host, examinations)
    }

    @Test func eachLineHasItsPlace() {
        #expect(
            report(fine, note, problem).lines() == [
                "bmatrix 0.1.0 on linux x86_64, glibc 2.36", "",
                "fine     git       /usr/bin/git", "note     emulator  none", "                   a b",
                "                   so: tests are skipped", "                   mend: install it",
                "problem  cache     not ours", "                   mend: chown it", "", "1 fine, 1 note, 1 problem",
            ])
    }

    @Test func aProblemDecides() {
        #expect(report(fine, note).isSound)
        #expect(!report(fine, problem).isSound)
    }

    @Test func programsReadTheSame() throws {
        let json = try #require(
            try JSONSerialization.jsonObject(with: Data(try report(fine, problem).json())) as? [String: Any])
        #expect(json["format"] as? Int == 1)
        #expect(json["sound"] as? Bool == false)
        #expect((json["host"] as? [String: Any])?["glibc"] as? String == "2.36")
        let checks = try #require(json["checks"] as? [[String: Any]])
        #expect(checks.map { $0["state"] as? String } == ["fine", "problem"])
        #expect((checks[0]["facts"] as? [String: String]) == ["path": "/usr/bin/git"])
        #expect(checks[1]["mend"] as? String == "chown it")
    }
}
