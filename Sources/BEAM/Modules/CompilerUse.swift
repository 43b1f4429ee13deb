extension BeamFile {
    /// Whether the module may have code compiled when it runs, by Erlang's compiler or Elixir's; doubt counts as yes.
    ///
    /// What it calls and what names it holds tell; a name that is put together only when it runs does not show.
    package var mayCompile: Bool {
        guard let atoms, let imported = importedModules(atoms) else { return true }
        let names = Set(atoms)
        if !imported.isDisjoint(with: Self.compilers) || !names.isDisjoint(with: Self.names) { return true }
        // Every module of Elixir has the atom `compile`, for a key of its `__info__`.
        let literals = chunks.first { $0.name == "LitT" }.map { StoredLiterals.chunk($0.content) } ?? []
        return Self.words.contains { word in
            atoms.contains { $0.contains(word) } || literals.contains(Array(word.utf8))
        }
    }

    private static let compilers: Set<String> = ["compile", "merl", "erl_expand_records"]
    private static let names: Set<String> = [
        "forms", "noenv_forms", "noenv_file", "merl", "Elixir.Module", "Elixir.Kernel.ParallelCompiler", "Elixir.Mix",
        "Elixir.IEx", "Elixir.EEx", "Elixir.Protocol",
    ]
    private static let words = ["eval_", "compile_", "_compile", "require_file", "load_file", "elixir_"]

    /// The atoms of the module in the order of its table, which is counted from 1.
    var atoms: [String]? {
        guard let content = chunks.first(where: { $0.name == "AtU8" })?.content, content.count >= 4 else { return nil }
        let count = Int(Int32(truncatingIfNeeded: content.prefix(4).reduce(0) { $0 << 8 | Int($1) }))
        var rest = content.dropFirst(4)
        var atoms: [String] = []
        for _ in 0..<abs(count) {
            guard let first = rest.popFirst() else { return nil }
            var length = Int(first)
            // From OTP 28 on a negative count says that lengths are numbers of the loader's compact form.
            if count < 0 {
                length = Int(first) >> 4
                if first & 8 != 0 {
                    guard first & 16 == 0, let second = rest.popFirst() else { return nil }
                    length = (Int(first) >> 5) << 8 | Int(second)
                }
            }
            guard rest.count >= length else { return nil }
            atoms.append(String(decoding: rest.prefix(length), as: UTF8.self))
            rest = rest.dropFirst(length)
        }
        return atoms
    }

    /// The modules whose functions it calls by name: entries of three numbers, the first of which is the module's atom.
    private func importedModules(_ atoms: [String]) -> Set<String>? {
        guard let content = chunks.first(where: { $0.name == "ImpT" })?.content else { return [] }
        let numbers = stride(from: content.startIndex + 4, to: content.endIndex - 11, by: 12).map { place in
            content[place..<(place + 4)].reduce(0) { $0 << 8 | Int($1) }
        }
        guard numbers.allSatisfy({ (1...atoms.count).contains($0) }) else { return nil }
        return Set(numbers.map { atoms[$0 - 1] })
    }
}
