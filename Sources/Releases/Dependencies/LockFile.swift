/// The dependencies that `mix.lock` or `rebar.lock` names.
struct LockFile: Hashable {
    struct Dependency: Hashable {
        let name: String
        let source: Source
        /// Whether rebar3 builds it, as far as the lock file tells.
        var isBuiltByRebar = false
    }

    /// Where a dependency is fetched from.
    enum Source: Hashable {
        /// Hex, with the version.
        case hex(String)
        /// A repository of Git, with the commit.
        case git(String)
        case other

        var isRepository: Bool {
            if case .hex = self { return false }
            return true
        }
    }

    private(set) var dependencies: [Dependency] = []

    /// Reads `mix.lock`, which Mix writes with one dependency a line:
    /// `"jason": {:hex, :jason, "1.4.4", "c5eb…", [:mix], …},`.
    init(mix text: String) {
        for line in text.split(whereSeparator: \.isNewline) {
            let parts = line.split(separator: "\"", omittingEmptySubsequences: false)
            guard parts.count > 4, parts[0].allSatisfy(\.isWhitespace), parts[2].hasPrefix(": {:") else { continue }
            let source: Source =
                if parts[2].hasPrefix(": {:hex,") {
                    .hex(String(parts[3]))
                } else if parts[2].hasPrefix(": {:git,"), parts.count > 6 {
                    .git(String(parts[5]))
                } else { .other }
            dependencies.append(
                Dependency(name: String(parts[1]), source: source, isBuiltByRebar: Self.namesRebar(line)))
        }
    }

    private static func namesRebar(_ line: Substring) -> Bool {
        // The tools are the first list: [:mix], [:rebar3], [:make, :rebar].
        guard let start = line.firstIndex(of: "[") else { return false }
        let tools = line[start...].prefix { $0 != "]" }
        return tools.contains(":rebar") && !tools.contains(":mix")
    }

    /// Reads `rebar.lock`: `{<<"cowlib">>,{pkg,<<"cowlib">>,<<"2.12.1">>},1},`, broken into lines anywhere.
    init(rebar text: String) {
        let mark = "{<<\""
        var rest = text[...]
        while let found = rest.firstRange(of: mark) {
            rest = rest[found.upperBound...]
            let name = rest.prefix { $0 != "\"" }
            rest = rest[name.endIndex...]
            let after = rest.dropFirst().filter { !$0.isWhitespace }.prefix(16)
            // Hashes of packages stand in tuples of the same look: {<<"cowlib">>, <<"A3F…">>}.
            guard after.hasPrefix(">>,{") else { continue }
            let strings = rest.dropFirst().split(separator: "\"", maxSplits: 6, omittingEmptySubsequences: false)
            let source: Source =
                if after.hasPrefix(">>,{pkg"), strings.count > 3 {
                    .hex(String(strings[3]))
                } else if after.hasPrefix(">>,{git"), strings.count > 3 { .git(String(strings[3])) } else { .other }
            dependencies.append(Dependency(name: String(name), source: source, isBuiltByRebar: true))
        }
    }
}
