import Matrix

/// The annotations of a run: few, because services show few. What many cells have in common is told once.
struct Annotations {
    /// The most errors and the most warnings that GitHub shows of a step.
    private static let limit = 10
    private static let length = 4000

    private let record: RunRecord
    private let exists: (String) -> Bool
    private let rerun: Rerun?

    init(_ record: RunRecord, exists: @escaping (String) -> Bool) {
        self.record = record
        self.exists = exists
        rerun = Rerun(record)
    }

    /// The errors, then the warnings.
    var all: [Annotation] {
        var found = MergedAnnotations()
        for cell in record.cells { for annotation in told(cell) { found.add(annotation, cell.cell.id) } }
        let merged = found.annotations(rerun)
        return limited(merged.filter(\.isError), "errors") + interrupted
            + limited(merged.filter { !$0.isError }, "warnings")
    }

    private func told(_ cell: CellRecord) -> [Annotation] {
        let warnings = cell.warnings.map {
            Annotation(isError: false, title: $0.code, message: PlainText.excerpt($0.message, Annotations.length))
        }
        guard let failure = cell.outcome.failure else { return warnings }
        let isError = !cell.outcome.isAcceptable
        let folder = record.folders[cell.cell.app]
        let places = CompilerMessages(failure.log).all.compactMap { message -> Annotation? in
            guard let file = located(message, folder) else { return nil }
            return Annotation(
                isError: isError && message.isError, title: failure.code, message: message.text, file: file,
                line: message.line, column: message.column)
        }
        return (places.contains { $0.isError == isError } ? [] : [plain(failure, isError, cell)]) + places + warnings
    }

    private func plain(_ failure: Failure, _ isError: Bool, _ cell: CellRecord) -> Annotation {
        let rule = cell.outcome.reason.map { "\(cell.outcome.word) (\($0)): " } ?? ""
        let hint = failure.hint.isEmpty ? "" : "\nhint: \(failure.hint)"
        let message = PlainText.excerpt(rule + failure.message, Annotations.length) + hint
        return Annotation(isError: isError, title: failure.code, message: message)
    }

    /// Where the file of a message is: below the app's folder, or below an app of an umbrella project.
    private func located(_ message: CompilerMessage, _ folder: String?) -> String? {
        let base = folder.map { $0.isEmpty ? "" : $0 + "/" } ?? ""
        var places = [base + message.file]
        if let child = message.app { places.insert(base + "apps/\(child)/" + message.file, at: 0) }
        return places.first { !$0.hasPrefix("/") && !$0.contains("..") && exists($0) }
    }

    private var interrupted: [Annotation] {
        let count = Counts(record).interrupted
        if count == 0 { return [] }
        let line = rerun.map { "\nrerun: \($0.unfinished)" } ?? ""
        let cells = count == 1 ? "1 cell was" : "\(count) cells were"
        return [Annotation(isError: true, title: "interrupted", message: "\(cells) not finished\(line)")]
    }

    /// As many as the service shows, the last of them telling how many more there are.
    private func limited(_ annotations: [Annotation], _ what: String) -> [Annotation] {
        let limit = Annotations.limit - (what == "errors" ? interrupted.count : 0)
        if annotations.count <= limit { return annotations }
        let rest = annotations.count - (limit - 1)
        let note = "\(rest) more \(what) are in summary.md and junit.xml"
        return annotations.prefix(limit - 1)
            + [Annotation(isError: what == "errors", title: "\(rest) more \(what)", message: note)]
    }
}
