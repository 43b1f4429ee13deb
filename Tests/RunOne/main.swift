import Host
import SystemPackage

#if canImport(Glibc)
    import Glibc
#endif

/// Runs shell scripts as the tool runs its commands, for tests that stop, continue or kill the tool:
/// `RunOne none|sandbox FOLDER SCRIPT...`, all scripts at once; ends with the number of those that failed.
let arguments = CommandLine.arguments
guard arguments.count > 3 else { exit(64) }
Processes.becomeSubreaper()
exit(await failures(of: Array(arguments.dropFirst(3)), in: FilePath(arguments[2]), isolated: arguments[1] == "sandbox"))

func failures(of scripts: [String], in folder: FilePath, isolated: Bool) async -> Int32 {
    await withTaskGroup(of: Int32.self) { group in
        for (number, script) in scripts.enumerated() {
            group.addTask {
                let command = Command(
                    executable: "/bin/sh", arguments: ["-c", script], environment: ["PATH": "/usr/bin:/bin"],
                    folder: folder, stdout: folder.appending("out\(number)"), timeout: .seconds(120),
                    isolation: isolated ? .sandbox(Sandbox(writable: [folder], hiddenHome: nil)) : .none)
                let ending = try? await Processes.live.run(command)
                return ending?.status == .exited(0) ? 0 : 1
            }
        }
        var sum: Int32 = 0
        for await failed in group { sum += failed }
        return sum
    }
}
