import Host
import SystemPackage

/// The dependencies that stand with a project, compared with what its lock file names.
struct VendoredDependencies {
    private let place: FilePath
    private let snapshot: ProjectSnapshot
    private let disk: Disk
    private let lock: LockFile?

    init(_ snapshot: ProjectSnapshot, disk: Disk) {
        self.snapshot = snapshot
        self.disk = disk
        place = snapshot.folder.root
        switch snapshot.folder.kind {
        case .mix: lock = (try? disk.readText(place.appending("mix.lock"))).map { LockFile(mix: $0) }
        case .rebar3: lock = (try? disk.readText(place.appending("rebar.lock"))).map { LockFile(rebar: $0) }
        }
    }

    /// Whether one of them may be a package of Hex; a lock file tells, also of those that others need.
    var mayUseHex: Bool { lock.map { $0.dependencies.contains { !$0.source.isRepository } } ?? true }

    /// Whether there is a lock file.
    var isLocked: Bool { lock != nil }

    /// Whether one of them may be missing: then the build tool has to be asked, for the lock file does not tell which of its
    /// dependencies serve tests only.
    var mayBeIncomplete: Bool {
        guard let lock else { return statesDependencies }
        return lock.dependencies.contains { !isThere($0) }
    }

    /// Whether building the project takes rebar3, as far as files tell.
    var needRebar: Bool {
        if snapshot.folder.kind == .rebar3 { return true }
        if lock?.dependencies.contains(where: { $0.isBuiltByRebar }) == true { return true }
        // What builds a repository is not known before it is there.
        if mayBeIncomplete, lock?.dependencies.contains(where: { $0.source.isRepository }) != false { return true }
        let deps = place.appending("deps")
        return ((try? disk.list(deps)) ?? []).contains {
            let folder = deps.appending($0)
            return ProjectFolder.kind(of: folder, disk) == .rebar3
        }
    }

    private func isThere(_ dependency: LockFile.Dependency) -> Bool {
        let folders =
            switch snapshot.folder.kind {
            case .mix: ["deps/\(dependency.name)"]
            case .rebar3: ["_build/default/lib/\(dependency.name)", "_checkouts/\(dependency.name)"]
            }
        guard let folder = folders.map({ place.appending($0) }).first(where: { disk.isFolder($0) }) else {
            return false
        }
        switch dependency.source {
        case .hex(let version): return hexVersion(folder).map { $0 == version } ?? true
        case .git(let commit): return head(folder).map { $0 == commit } ?? true
        case .other: return true
        }
    }

    /// The version of a package, as Hex writes it down: `{<<"version">>,<<"1.4.4">>}.`
    private func hexVersion(_ folder: FilePath) -> String? {
        let mark = "{<<\"version\">>,<<\""
        guard let text = try? disk.readText(folder.appending("hex_metadata.config")),
            let found = text.firstRange(of: mark)
        else { return nil }
        return String(text[found.upperBound...].prefix { $0 != "\"" })
    }

    /// The commit of a checkout, if its `HEAD` names one.
    private func head(_ folder: FilePath) -> String? {
        guard let text = try? disk.readText(folder.appending(".git/HEAD")) else { return nil }
        let word = text.filter { !$0.isWhitespace }
        return word.count >= 40 && word.allSatisfy(\.isHexDigit) ? word : nil
    }

    /// Without a lock file the project file has to tell: a dependency that is not a path has a version or a repository.
    private var statesDependencies: Bool {
        switch snapshot.folder.kind {
        case .mix:
            let files = [place] + (snapshot.folder.members ?? []).map { place.appending($0) }
            return files.contains { folder in
                guard let text = try? disk.readText(folder.appending("mix.exs")) else { return false }
                let source = SourceText(text)
                return ["git", "github", "hex"].contains { source.has($0) } || Self.hasRequirement(source.code)
            }
        case .rebar3:
            guard let text = try? disk.readText(place.appending("rebar.config")) else { return false }
            let lines = text.split(whereSeparator: \.isNewline).map {
                $0.prefix { $0 != "%" }.filter { !$0.isWhitespace }
            }
            let code = lines.joined()
            return code.contains("{deps,[") && !code.contains("{deps,[]}")
        }
    }

    /// Whether a tuple of a name and a version requirement is there: `{:jason, "~> 1.4"}`.
    private static func hasRequirement(_ code: String) -> Bool {
        var rest = code[...]
        while let found = rest.firstRange(of: "{:") {
            rest = rest[found.upperBound...]
            let name = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
            let after = rest[name.endIndex...].drop { $0.isWhitespace }
            guard after.first == "," else { continue }
            if after.dropFirst().drop(while: \.isWhitespace).first == "\"" { return true }
        }
        return false
    }
}
