internal import YAML

/// A stretch of the matrix file.
struct Place: Hashable, Sendable {
    let start: YAMLPosition
    let end: YAMLPosition
}

/// Turns faults into diagnostics of one file.
struct DiagnosticSource: Sendable {
    let name: String
    let text: YAMLText

    func diagnostic(_ fault: Fault, at place: Place) -> Diagnostic {
        let line = text.line(place.start.line)
        return Diagnostic(
            severity: fault.severity, code: fault.code, file: name, line: place.start.line,
            column: place.start.column, length: length(of: place, in: line), source: line, message: fault.message,
            notes: fault.notes)
    }

    /// The characters from the start of a place to its end, or to the end of the line if it goes on below.
    private func length(of place: Place, in line: String) -> Int {
        let scalars = line.unicodeScalars.reversed().drop { $0 == " " || $0 == "\t" }
        let rest = scalars.count + 1 - place.start.column
        let wanted = place.end.line == place.start.line ? place.end.column - place.start.column : rest
        return max(1, min(wanted, rest))
    }
}

/// Collects what is wrong with a file while it is being read.
final class Findings {
    private let source: DiagnosticSource
    private var diagnostics: [Diagnostic] = []
    private var seen: Set<Diagnostic> = []

    /// More than this many say nothing new, and a hostile file could have thousands.
    private static let limit = 100

    init(_ source: DiagnosticSource) { self.source = source }

    /// Takes a fault, unless it was told already.
    ///
    /// The fault is only put together if there is room for it: to find the nearest name again and again costs.
    func report(_ fault: @autoclosure () -> Fault, at place: Place) {
        guard diagnostics.count < Findings.limit else { return }
        let diagnostic = source.diagnostic(fault(), at: place)
        if seen.insert(diagnostic).inserted { diagnostics.append(diagnostic) }
    }

    /// What stands behind a place in its line, without the blanks before it.
    func text(behind place: Place) -> Substring {
        let scalars = source.text.line(place.end.line).unicodeScalars.dropFirst(place.end.column - 1)
        return Substring(scalars).drop { $0 == " " || $0 == "\t" }
    }

    /// The diagnostics in the order of the file.
    var sorted: [Diagnostic] {
        diagnostics.enumerated()
            .sorted {
                ($0.element.line, $0.element.column, $0.offset) < ($1.element.line, $1.element.column, $1.offset)
            }
            .map(\.element)
    }

    var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}
