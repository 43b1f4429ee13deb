/// The emulator's arguments of an escript, and what its start can do without.
struct EscriptArguments: Hashable {
    /// Those that are left to the emulator.
    private(set) var words: [String] = []
    /// Parameters of Kernel that are plain atoms: the boot script has them, as a term in an argument costs the start Erlang's
    /// own parser.
    private(set) var kernel: [Parameter] = []

    struct Parameter: Hashable {
        let name: String
        let value: String
    }

    init(_ all: [String]) {
        var rest = all[...]
        while let word = rest.popFirst() {
            let values = rest.prefix { !$0.hasPrefix("-") && !$0.hasPrefix("+") }
            let parameters = word == "-kernel" ? Self.parameters(Array(values)) : nil
            rest = parameters == nil ? rest : rest.dropFirst(values.count)
            if let parameters { kernel += parameters } else { words.append(word) }
        }
    }

    /// The module whose `main/1` is the program; escript(1) has it from the file's name if nothing else says it.
    func main(of name: String) -> String {
        if let index = words.firstIndex(of: "-escript"), words.dropFirst(index + 1).first == "main",
            let module = words.dropFirst(index + 2).first
        {
            return module
        }
        return name.lastIndex(of: ".").map { String(name[..<$0]) } ?? name
    }

    /// Whether the emulator reads terms among them.
    var haveTerms: Bool { !Set(["-kernel", "-config", "-eval"]).isDisjoint(with: words) }

    private static func parameters(_ words: [String]) -> [Parameter]? {
        guard words.count.isMultiple(of: 2), words.allSatisfy(isAtom) else { return nil }
        return stride(from: 0, to: words.count, by: 2).map { Parameter(name: words[$0], value: words[$0 + 1]) }
    }

    private static func isAtom(_ word: String) -> Bool {
        word.utf8.first.map { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) } == true
            && word.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "@") }
    }
}
