/// The dependencies that `mix.lock` or `rebar.lock` names.
struct LockFile: Hashable {
    struct Dependency: Hashable {
        let name: String
        let source: Source
        /// Whether rebar3 builds it, as far as the lock file tells.
        var isBuiltByRebar = false
        /// The name of its package, where that is not its own.
        var package: String?
        /// SHA-256 of the package's file, in lower case.
        var checksum: String?
        /// The URL of a repository of Git, or the name of one of Hex.
        var repository: String?
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
            var dependency = Dependency(
                name: String(parts[1]), source: source, isBuiltByRebar: Self.namesRebar(line))
            Self.complete(&dependency, parts)
            dependencies.append(dependency)
        }
    }

    /// What else a line of `mix.lock` tells: `{:hex, :package, "version", "…", …, "repository", "checksum"}`, where older ones
    /// have no checksum of the file, or `{:git, "url", "commit", …}`.
    private static func complete(_ dependency: inout Dependency, _ parts: [Substring]) {
        switch dependency.source {
        case .hex:
            let package = parts[2].dropFirst(": {:hex,".count).drop { $0 == " " || $0 == ":" }.prefix { $0 != "," }
            if package != dependency.name { dependency.package = String(package) }
            let strings = parts.indices.filter { !$0.isMultiple(of: 2) && $0 > 5 }.map { parts[$0] }
            guard let last = strings.last else { return }
            let isChecksum = last.count == 64 && last.allSatisfy(\.isHexDigit)
            dependency.checksum = isChecksum ? last.lowercased() : nil
            dependency.repository = (isChecksum ? strings.dropLast().last : last).map(String.init)
        case .git: dependency.repository = String(parts[3])
        case .other: break
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
        let checksums = Self.checksums(text)
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
            var dependency = Dependency(name: String(name), source: source, isBuiltByRebar: true)
            switch source {
            case .hex:
                if strings[1] != name { dependency.package = String(strings[1]) }
                dependency.checksum = checksums[String(name)]
            case .git: dependency.repository = String(strings[1])
            case .other: break
            }
            dependencies.append(dependency)
        }
    }

    /// The digests of the packages' files by the dependencies' names; those of `pkg_hash` are of what is in them.
    private static func checksums(_ text: String) -> [String: String] {
        guard let start = text.firstRange(of: "{pkg_hash_ext,") else { return [:] }
        let parts = text[start.upperBound...].split(separator: "\"", omittingEmptySubsequences: false)
        var checksums: [String: String] = [:]
        for index in stride(from: 1, to: parts.count - 2, by: 4) {
            let digest = parts[index + 2]
            if digest.count == 64, digest.allSatisfy(\.isHexDigit) {
                checksums[String(parts[index])] = digest.lowercased()
            }
        }
        return checksums
    }
}
