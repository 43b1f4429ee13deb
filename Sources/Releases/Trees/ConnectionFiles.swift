import Host
import SystemPackage

/// The files of a built release that decide how other programs talk to it while it runs.
struct ConnectionFiles {
    /// `releases/VERSION` of what the build left.
    let folder: FilePath
    let disk: Disk

    /// The name that the release takes, if it takes one.
    var distribution: Distribution? { text("vm.args").flatMap { Distribution(emulatorArguments: $0) } }

    /// The file is in every Mix release, and holds comments only unless somebody wrote his own.
    var remoteArguments: [String] { Distribution.words(text("remote.vm.args") ?? "") }

    /// Those that the packed release does without.
    var superfluous: Set<String> {
        if distribution == nil { return ["start_clean.boot", "remote.vm.args"] }
        return remoteArguments.isEmpty ? ["remote.vm.args"] : []
    }

    private func text(_ name: String) -> String? { try? disk.readText(folder.appending(name)) }
}
