import Host
import Matrix
import SystemPackage

/// What differs between a revision and the files that are there now, whether committed or not.
struct GitChanges {
    /// The revision as it was asked for.
    let revision: String
    /// The repository's top folder, without links.
    let top: FilePath
    /// Changed, added, removed and new files that Git does not ignore, from the top; a submodule is named as a whole.
    let paths: [String]
    /// The matrix file as it was; `nil` if there was none.
    let oldMatrix: [UInt8]?
    /// The matrix file's path from the top.
    let matrixPath: String

    /// Asks Git.
    /// - Parameters:
    ///   - revision: a name of a commit; with `...` at its end the commit where the present branch left it.
    ///   - name: the matrix file's name in Git's folder.
    init(since revision: String, matrix name: String, git: Git) async throws {
        let place = try await GitPlace(git)
        let commit = try await place.commit(revision)
        let diff = try await place.ask(
            ["diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--ignore-submodules=none", commit, "--"])
        let new = try await place.ask(["ls-files", "--others", "--exclude-standard", "-z"])
        self.revision = revision
        top = place.top
        paths = diff.items + new.items
        matrixPath = place.prefix + name
        let old = try await git.ask(["show", "\(commit):\(matrixPath)"], in: place.top)
        oldMatrix = old.succeeded ? old.output : nil
    }
}

/// A folder in a repository.
struct GitPlace {
    let git: Git
    /// The repository's top folder.
    let top: FilePath
    /// The folder's path from the top, with a slash at its end; `""` for the top itself.
    let prefix: String
    /// Whether older commits were left out when it was cloned.
    let isShallow: Bool

    init(_ git: Git) async throws {
        let answer = try await git.ask(["rev-parse", "--show-toplevel", "--show-prefix", "--is-shallow-repository"])
        let lines = answer.lines
        guard answer.succeeded, lines.count >= 3 else { throw Fault.notARepository(git.folder, answer.errors) }
        self.git = git
        top = FilePath(lines[0])
        prefix = lines[1]
        isShallow = lines[2] == "true"
    }

    /// Asks for what cannot fail, as long as the repository is whole.
    func ask(_ arguments: [String]) async throws -> Git.Answer {
        let answer = try await git.ask(arguments, in: top)
        guard answer.succeeded else { throw Fault.gitFailed(arguments, answer.errors, isShallow: isShallow) }
        return answer
    }

    /// The commit of a revision, in hexadecimal.
    func commit(_ revision: String) async throws -> String {
        let isBranchPoint = revision.hasSuffix("...")
        let name = isBranchPoint ? String(revision.dropLast(3)) : revision
        // What begins with a hyphen would be taken for an option.
        guard !name.isEmpty, !name.hasPrefix("-") else { throw Fault.unknownRevision(name, isShallow: false) }
        let found = try await git.ask(["rev-parse", "--verify", "--quiet", "\(name)^{commit}"], in: top)
        guard found.succeeded, let commit = found.lines.first else {
            throw Fault.unknownRevision(name, isShallow: isShallow)
        }
        guard isBranchPoint else { return commit }
        let base = try await git.ask(["merge-base", commit, "HEAD"], in: top)
        guard base.succeeded, let common = base.lines.first else {
            throw Fault.noBranchPoint(name, isShallow: isShallow)
        }
        return common
    }
}
