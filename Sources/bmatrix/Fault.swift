import Host
import Reports

/// Why the tool cannot go on: not a red cell, but a wrong file, a wrong word or a broken host.
struct Fault: Error {
    let status: ExitStatus
    /// A stable code.
    let code: String
    let message: String
    let hint: String

    /// What is printed.
    var text: String { "error: \(message) [\(code)]" + (hint.isEmpty ? "" : "\n  hint: \(hint)") }
}

extension Fault {
    /// A host that refuses a file operation.
    init(_ error: DiskError) {
        self.init(status: .infrastructure, code: error.code, message: error.message, hint: error.hint)
    }

    /// A report that cannot be made.
    init(_ error: ReportError) {
        self.init(status: .internalError, code: error.code, message: error.message, hint: error.hint)
    }
}
