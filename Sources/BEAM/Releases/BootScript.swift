/// The boot script of a release: `term_to_binary({script, {Name, Version}, Instructions})`; see `script(4)` of SASL.
package struct BootScript: Sendable {
    package let name: String
    package let version: String
    package var instructions: [Term]

    /// Reads a `.boot` file.
    package init(boot bytes: [UInt8]) throws(TermError) {
        let term = try ExternalTermFormat.decode(bytes)
        guard let fields = term.fields, fields.count == 3, fields[0].atomName == "script",
            let identity = fields[1].fields, identity.count == 2, let name = identity[0].text,
            let version = identity[1].text, let instructions = fields[2].elements
        else { throw TermError("not a boot script") }
        self.name = name
        self.version = version
        self.instructions = instructions
    }

    /// The bytes of a `.boot` file.
    package var bytes: [UInt8] {
        ExternalTermFormat.encode(
            .tuple([.atom("script"), .tuple([.string(name), .string(version)]), .list(instructions)]))
    }

    /// The folders of `lib` that the script finds below a variable such as `$ROOT` or `$RELEASE_LIB`, as `NAME-VERSION`.
    package func libraries(below variable: String) -> [String] {
        var found: Set<String> = []
        for instruction in instructions {
            guard let fields = instruction.fields, fields.count == 2, fields[0].atomName == "path" else { continue }
            for path in fields[1].elements ?? [] {
                let parts = (path.text ?? "").split(separator: "/")
                if parts.count > 1, parts[0] == variable, let last = parts.dropLast().last, parts.last == "ebin" {
                    found.insert(String(last))
                }
            }
        }
        return found.sorted()
    }

    /// Calls a function without arguments right after an application has started.
    ///
    /// - Returns: whether the script starts that application.
    package mutating func call(_ module: String, _ function: String, after application: String) -> Bool {
        let index = instructions.firstIndex { $0 == Self.start(application, "permanent") }
        guard let index else { return false }
        instructions.insert(Self.apply(module, function, []), at: index + 1)
        return true
    }

    /// Calls a function in the end, with the list of the applications that must run by then.
    package mutating func callAtEnd(_ module: String, _ function: String) {
        let started = Term.tuple([.atom("progress"), .atom("started")])
        let index = instructions.lastIndex { $0 == started } ?? instructions.endIndex
        let permanent = applications.filter { instructions.contains(Self.start($0, "permanent")) }
        let list = Term.list(permanent.map { .atom($0) })
        instructions.insert(Self.apply(module, function, [list]), at: index)
    }

    /// The applications that the script starts, in order.
    private var applications: [String] {
        instructions.compactMap { instruction in
            guard let call = instruction.fields?.last?.fields, call.count == 3, call[1].atomName == "start_boot" else {
                return nil
            }
            return call[2].elements?.first?.atomName
        }
    }

    private static func apply(_ module: String, _ function: String, _ arguments: [Term]) -> Term {
        .tuple([.atom("apply"), .tuple([.atom(module), .atom(function), .list(arguments)])])
    }

    private static func start(_ application: String, _ type: String) -> Term {
        apply("application", "start_boot", [.atom(application), .atom(type)])
    }
}
