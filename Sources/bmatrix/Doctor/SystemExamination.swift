import Host
import Matrix
import Reports

/// Which system this is: kernel, distribution, processor, C library.
struct SystemExamination {
    let facts: SystemFacts

    var examinations: [Examination] { [system, library, targets] }

    private var host: Target { .automatic(host: Platform(detected: facts)) }

    private var system: Examination {
        let kernel = facts.kernel
        let distribution = facts.release("PRETTY_NAME") ?? facts.release("ID") ?? "no os-release"
        let seen = "\(distribution), \(kernel.name) \(kernel.release), \(kernel.machine)"
        let values = [
            "kernel": kernel.name, "release": kernel.release, "machine": kernel.machine,
            "distribution": facts.release("ID") ?? "",
        ]
        guard kernel.name == "Linux" else {
            return Examination(
                "system", .problem, seen: seen, follows: "nothing can be built here", mend: "run bmatrix on Linux",
                facts: values)
        }
        guard Architecture(machine: kernel.machine) != nil else {
            return Examination(
                "system", .problem, seen: seen, follows: "no target is of this processor",
                mend: "run bmatrix on x86_64 or arm64 (aarch64)", facts: values)
        }
        return Examination("system", seen: seen, facts: values)
    }

    private var library: Examination {
        let detection = LibraryDetection(facts)
        let details = detection.steps.map { step in
            let verdict = step.library.map { [$0.rawValue, step.version].compactMap(\.self).joined(separator: " ") }
            return "\(step.name): \(step.seen)" + (verdict.map { " → \($0)" } ?? "")
        }
        guard let library = detection.library, let decisive = detection.decisive else {
            return Examination(
                "C library", .note, seen: "none found", details: details,
                follows: "'auto' means what any_linux means: only what brings its own C library runs here",
                mend: "none is needed, unless this system has one: then report this with the lines above")
        }
        let version = detection.version.map { " \($0)" } ?? ", its version unknown"
        return Examination(
            "C library", seen: "\(library.rawValue)\(version), found by \(decisive.name)", details: details,
            facts: ["libc": library.rawValue, "version": detection.version ?? "", "found-by": decisive.name])
    }

    private var targets: Examination {
        let host = host
        let native = Target.all.filter {
            $0.execution(on: host.platform) == .native && Support.objection(target: $0) == nil
        }
        let emulated = Target.all.filter(isEmulated)
        let untested = Target.all.filter { Support.untested($0) != nil }.map(\.name).joined(separator: ", ")
        let others = emulated.isEmpty ? "" : "; with an emulator: " + emulated.map(\.name).joined(separator: ", ")
        return Examination(
            "targets", seen: "'auto' is \(host.platform.asSystem)",
            follows: "artifacts can be tried here for auto, " + native.map(\.name).joined(separator: ", ") + others
                + "; packed here, but untested: \(untested)",
            facts: [
                "os": host.operatingSystem.rawValue, "arch": host.architecture.rawValue,
                "libc": host.libc?.rawValue ?? "", "glibc": host.glibc?.text ?? "",
            ])
    }

    /// An emulator emulates the processor alone: what uses the system's glibc needs that of its processor here.
    private func isEmulated(_ target: Target) -> Bool {
        guard case .emulated(let architecture) = target.execution(on: host.platform) else { return false }
        let machine: Machine = architecture == .arm64 ? .arm64 : .x86_64
        return target.libc != .glibc || facts.loaders.contains(machine.loader)
    }
}
