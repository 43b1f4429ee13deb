import Reports
import SystemPackage

/// Why Git cannot tell what has changed.
extension Fault {
    static var gitNotFound: Fault {
        Fault(
            status: .infrastructure, code: "git.not-found",
            message: "there is no git in PATH, which --changed-since needs",
            hint: "install git")
    }

    static func gitTooSlow(_ arguments: [String]) -> Fault {
        Fault(
            status: .infrastructure, code: "git.timeout", message: "`git \(arguments.first ?? "")` took over 5 minutes",
            hint: "try the same by hand in the repository")
    }

    static func notARepository(_ folder: FilePath, _ errors: String) -> Fault {
        if errors.contains("dubious ownership") {
            return Fault(
                status: .infrastructure, code: "git.other-owner",
                message: "git does not trust the repository of \(folder), because another user owns it",
                hint: "git config --global --add safe.directory '*'")
        }
        return Fault(
            status: .usage, code: "git.not-a-repository",
            message: "--changed-since needs the files of a Git repository, and \(folder) is in none",
            hint: firstLine(errors))
    }

    static func unknownRevision(_ name: String, isShallow: Bool) -> Fault {
        let hint: String
        if !name.isEmpty, name.allSatisfy({ $0 == "0" }) {
            hint = "GitHub gives this for a branch that is new: compare with the main branch instead"
        } else if isShallow {
            hint = "this clone is shallow: " + deepening
        } else {
            hint =
                "`git log --oneline` and `git branch --all` list what there is; fetch the branch first if it is a remote one"
        }
        return Fault(
            status: .usage, code: "git.unknown-revision",
            message: "Git knows no revision '\(name)', in --changed-since",
            hint: hint)
    }

    static func noBranchPoint(_ name: String, isShallow: Bool) -> Fault {
        Fault(
            status: .usage, code: "git.no-branch-point",
            message: "'\(name)' and the present commit have no commit in common that this clone knows",
            hint: isShallow ? "this clone is shallow: " + deepening : "compare with '\(name)' itself, without `...`")
    }

    static func gitFailed(_ arguments: [String], _ errors: String, isShallow: Bool) -> Fault {
        Fault(
            status: .infrastructure, code: "git.failed",
            message: "`git \(arguments.first ?? "")` failed: \(firstLine(errors))",
            hint: isShallow ? "this clone is shallow: " + deepening : "try the same by hand in the repository")
    }

    private static let deepening =
        "fetch its history (git fetch --unshallow; `fetch-depth: 0` for actions/checkout, `GIT_DEPTH: 0` on GitLab)"

    private static func firstLine(_ text: String) -> String {
        text.split(separator: "\n").first.map(String.init) ?? "Git said nothing"
    }
}
