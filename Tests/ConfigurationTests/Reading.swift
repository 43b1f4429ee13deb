import Matrix

@testable import Configuration

/// What a file is told about it, as a terminal without colours shows it.
func told(_ text: String) -> String { told(Array(text.utf8)) }

func told(_ bytes: [UInt8]) -> String {
    MatrixFile.read(bytes: bytes, name: "matrix.yaml", host: .x86_64).diagnostics.map { $0.rendered() }.joined()
}

/// A file that must be readable, and what is told about its plan.
func planned(_ text: String, with resolution: Resolution? = nil) -> String {
    let reading = MatrixFile.read(bytes: Array(text.utf8), name: "matrix.yaml", host: .x86_64)
    guard let file = reading.file else { return reading.diagnostics.map { $0.rendered() }.joined() }
    return file.plan(with: resolution).diagnostics.map { $0.rendered() }.joined()
}

func matrixFile(_ text: String) -> MatrixFile? {
    MatrixFile.read(bytes: Array(text.utf8), name: "matrix.yaml", host: .x86_64).file
}

/// A small file with more text behind it.
func small(_ more: String = "") -> String {
    """
    version: 1
    apps:
      hello: {path: hello, modes: [cli, tui]}
    matrix: {target: any_linux_x86_64, otp: "27"}
    smoke:
      cli: [{name: runs, run: [hello]}]
      tui: [{name: runs, run: [hello]}]
    \(more)
    """
}

/// The diagnostics of a small file with more text behind it, each in one line: `line:column severity: message | note | note`.
func brief(_ more: String) -> [String] { briefly(small(more)) }

func briefly(_ text: String) -> [String] {
    MatrixFile.read(bytes: Array(text.utf8), name: "matrix.yaml", host: .x86_64).diagnostics.map(\.brief)
}

extension Diagnostic {
    var brief: String { (["\(line):\(column) \(severity.rawValue): \(message)"] + notes).joined(separator: " | ") }
}
