import Foundation
import Reports
import Testing

@testable import bmatrix

/// `docs/exit-codes.md` and the code say the same.
struct ExitStatusTests {
    @Test func theManualHasEveryStatusOnce() throws {
        let page = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "docs/exit-codes.md")
        let rows = try String(contentsOf: page, encoding: .utf8).split(separator: "\n").compactMap { line -> String? in
            let fields = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            guard fields.count == 3, Int(fields[0]) != nil else { return nil }
            return "\(fields[0]): \(fields[1])"
        }
        #expect(rows == ExitStatus.allCases.map { "\($0.rawValue): \($0.meaning)" })
    }
}
