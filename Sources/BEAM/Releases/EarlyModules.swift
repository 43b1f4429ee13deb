/// Which modules a script has loaded in one go, in parallel, before the system knows how to look for modules by itself. A
/// module that is needed soon after costs much more: it is looked for in each folder, and loaded alone.
extension BootScript {
    /// Moves modules to the first ones, unless they are among them; `folders` are those that they lie in, such as
    /// `$ROOT/lib/elixir-1.18.3/ebin`. No module may be listed twice: systems that load all code before they start would load
    /// one that calls itself when it is loaded a second time, and fail.
    package mutating func loadEarly(_ modules: [String], from folders: [String]) {
        guard let path = firstIndex("path"), let first = firstIndex("primLoad"), path < first else { return }
        let known = names(at: path, \.text)
        let paths = known + folders.filter { !known.contains($0) }
        instructions[path] = Self.instruction("path", paths.map(Term.string))
        var loaded = names(at: first, \.atomName)
        let there = Set(loaded).union(emulatorsOwn)
        loaded += modules.filter { !there.contains($0) }
        instructions[first] = Self.instruction("primLoad", loaded.map(Term.atom))
        let early = Set(loaded)
        for later in instructions.indices.dropFirst(first + 1) where name(at: later) == "primLoad" {
            let rest = names(at: later, \.atomName).filter { !early.contains($0) }
            instructions[later] = Self.instruction("primLoad", rest.map(Term.atom))
        }
    }

    /// Takes modules of the standard library out of the first ones. Systems that load all code before they start load them
    /// with the rest of it, others when somebody calls them.
    package mutating func loadLate(_ modules: Set<String>) {
        guard let first = firstIndex("primLoad"), let rest = indexOfStandardLibrary else { return }
        let early = names(at: first, \.atomName)
        instructions[first] = Self.instruction("primLoad", early.filter { !modules.contains($0) }.map(Term.atom))
        let late = names(at: rest, \.atomName) + early.filter(modules.contains)
        instructions[rest] = Self.instruction("primLoad", late.map(Term.atom))
    }

    /// The modules that the applications of the script are started by.
    package var startModules: [String] {
        instructions.compactMap { instruction in
            let call = instruction.fields?.last?.fields
            let resource = call?.last?.elements?.first?.fields
            guard call?.count == 3, call?[1].atomName == "load", resource?.count == 3 else { return nil }
            return resource?[2].property("mod")?.fields?.first?.atomName
        }
    }

    /// Gives Kernel a parameter, which configuration and arguments override.
    ///
    /// - Parameter isReplaced: if it has one of this name, this one counts.
    package mutating func setKernel(_ parameter: String, to value: String, isReplaced: Bool) {
        for (index, instruction) in instructions.enumerated() {
            guard let fields = instruction.fields, fields.count == 3, fields[1].atomName == "application_controller",
                let call = fields[2].fields, call.count == 3, let resource = call[2].elements?.first?.fields,
                resource.count == 3, let properties = resource[2].elements
            else { continue }
            var parameters = resource[2].property("env")?.elements ?? []
            if isReplaced { parameters.removeAll { $0.fields?.first?.atomName == parameter } }
            if Term.list(parameters).property(parameter) != nil { return }
            let all = parameters + [.tuple([.atom(parameter), .atom(value)])]
            let others = properties.filter { $0.fields?.first?.atomName != "env" }
            let kernel = Term.tuple([resource[0], resource[1], .list(others + [.tuple([.atom("env"), .list(all)])])])
            instructions[index] = .tuple([fields[0], fields[1], .tuple([call[0], call[1], .list([kernel])])])
            return
        }
    }

    private var emulatorsOwn: [String] {
        firstIndex("preLoaded").map { names(at: $0, \.atomName) } ?? []
    }

    /// Where the modules of the standard library are listed that are no first ones.
    private var indexOfStandardLibrary: Int? {
        guard let end = instructions.firstIndex(of: .tuple([.atom("kernel_load_completed")])) else { return nil }
        return instructions.indices.dropFirst(end + 1).first { index in
            guard name(at: index) == "primLoad", name(at: index - 1) == "path" else { return false }
            return names(at: index - 1, \.text).contains { $0.contains("/stdlib-") }
        }
    }

    private func firstIndex(_ name: String) -> Int? { instructions.indices.first { self.name(at: $0) == name } }

    private func name(at index: Int) -> String? { instructions[index].fields?.first?.atomName }

    private func names(at index: Int, _ name: (Term) -> String?) -> [String] {
        (instructions[index].fields?.last?.elements ?? []).compactMap(name)
    }

    private static func instruction(_ name: String, _ elements: [Term]) -> Term {
        .tuple([.atom(name), .list(elements)])
    }
}
