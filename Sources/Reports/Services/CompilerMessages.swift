/// An error or a warning of a compiler, with its place.
struct CompilerMessage: Hashable {
    var isError: Bool
    var text: String
    /// The path as the compiler told it.
    var file: String
    var line: Int
    var column: Int?
    /// The app of an umbrella project that was being compiled.
    var app: String?
}

/// What the compilers of Elixir, Erlang and rebar3 have to say in a log.
///
/// - Elixir since 1.15: `error: …` or `warning: …`, and below it `└─ lib/a.ex:3:5: Mod.fun/1`
/// - Elixir before: `** (CompileError) lib/a.ex:3: …`; `warning: …` and below it `  lib/a.ex:3: Mod.fun/1`
/// - Erlang: `src/a.erl:3:5: …` and `src/a.erl:3:5: Warning: …`
/// - rebar3: `┌─ src/a.erl:`, ` 3 │ code`, `│ ╰── …`
struct CompilerMessages {
    /// The messages in their order, each once.
    private(set) var all: [CompilerMessage] = []
    private var app: String?
    /// A message whose place is told further down.
    private var pending: (isError: Bool, text: String)?
    /// The file and the line of rebar3's picture.
    private var picture: (file: String, line: Int)?

    init(_ log: [String]) { for line in log { read(PlainText(line).oneLine) } }

    private mutating func read(_ raw: String) {
        let line = raw.drop { $0 == " " || $0 == "\t" }
        if line.hasPrefix("==> ") {
            app = String(line.dropFirst(4))
        } else if let rest = line.after("└─ ") {
            finish(SourcePlace(rest))
        } else if let rest = line.after("┌─ "), rest.hasSuffix(":") {
            picture = (String(rest.dropLast()), 0)
        } else if let rest = line.after("╰── ") {
            if let picture { add(String(rest), picture.file, picture.line, nil) }
        } else if let bar = line.firstRange(of: " │"), let number = Int(line[..<bar.lowerBound]) {
            picture?.line = number
        } else if let rest = line.after("warning: ") {
            pending = (false, String(rest))
        } else if let rest = line.after("error: ") {
            pending = (true, String(rest))
        } else if line.hasPrefix("** (") {
            readException(line)
        } else if let place = SourcePlace(line) {
            readPlace(place)
        }
    }

    /// `** (CompileError) lib/a.ex:3: …`; of the others, the place is in a picture or a stack trace below.
    private mutating func readException(_ line: Substring) {
        guard let end = line.firstRange(of: ") ") else { return }
        let rest = line[end.upperBound...]
        let name = line[..<end.lowerBound].dropFirst(4)
        if let place = SourcePlace(rest), !place.rest.isEmpty {
            add(place.rest, place.file, place.line, place.column, isError: true)
        } else {
            pending = (true, "\(name): \(rest)")
        }
    }

    private mutating func readPlace(_ place: SourcePlace) {
        if pending != nil { return finish(place) }
        // Places in stack traces have a function behind them; what Erlang's compiler says is a sentence.
        if [".erl", ".hrl", ".yrl", ".xrl", ".src"].contains(where: { place.file.hasSuffix($0) }), !place.rest.isEmpty {
            add(place.rest, place.file, place.line, place.column)
        }
    }

    private mutating func finish(_ place: SourcePlace?) {
        guard let place, let message = pending else { return }
        pending = nil
        add(message.text, place.file, place.line, place.column, isError: message.isError)
    }

    private mutating func add(_ text: String, _ file: String, _ line: Int, _ column: Int?, isError: Bool? = nil) {
        let warning = text.lowercased().hasPrefix("warning: ")
        let message = CompilerMessage(
            isError: isError ?? !warning, text: warning ? String(text.dropFirst(9)) : text, file: file, line: line,
            column: column, app: app)
        if !all.contains(message) { all.append(message) }
    }
}

extension Substring {
    /// What stands behind that beginning, after lines and spaces drawn in front of it; `nil` if it does not begin so.
    fileprivate func after(_ beginning: String) -> Substring? {
        let text = drop { $0 == "│" || $0 == " " }
        return text.hasPrefix(beginning) ? text.dropFirst(beginning.count) : nil
    }
}
