import Host
import Reports
import SystemPackage

/// Programs of this machine that some of the work needs.
struct ToolExamination {
    let surroundings: DoctorSurroundings
    /// The processor of this machine.
    let machine: Machine

    var examinations: [Examination] { [git, emulator, musl] }

    private var git: Examination {
        guard let path = surroundings.program("git") else {
            return Examination(
                "git", .note, seen: "no git in PATH",
                follows: "--changed-since and dependencies from Git repositories cannot be had",
                mend: "install git (Debian: apt-get install git)")
        }
        return Examination("git", seen: told(path), facts: ["path": path.string])
    }

    /// What runs programs of the other processor, found as smoke tests find it.
    private var emulator: Examination {
        let other: Machine = machine == .x86_64 ? .arm64 : .x86_64
        switch EmulatorSearch(path: surroundings.variable("PATH") ?? "").find(other) {
        case .byKernel(let path):
            return Examination("emulator", seen: "\(path), started by the kernel", facts: ["path": path.string])
        case .emulator(let emulator):
            return Examination("emulator", seen: told(emulator.path), facts: ["path": emulator.path.string])
        case .nothing(let reason):
            return Examination(
                "emulator", .note, seen: reason,
                follows: "artifacts for \(other) are built, but not tried here: their smoke tests are skipped",
                mend: "install it (Debian: apt-get install qemu-user); version 10 or newer runs OTP 25, too")
        }
    }

    private var musl: Examination {
        let missing = ["musl-gcc", "make"].filter { surroundings.program($0) == nil }
        guard let compiler = surroundings.program("musl-gcc"), missing.isEmpty else {
            return Examination(
                "musl tools", .note, seen: "no \(missing.joined(separator: " and no ")) in PATH",
                follows: "`bmatrix runtimes build` cannot make a runtime for musl here",
                mend: "install them (Debian: apt-get install musl-tools make)")
        }
        return Examination("musl tools", seen: "\(compiler) and make", facts: ["musl-gcc": compiler.string])
    }

    private func told(_ path: FilePath) -> String {
        let version = surroundings.version(path)
        return path.string + (version.map { ": \($0)" } ?? "")
    }
}
