import Configuration
import Digest
import Host
import Matrix
import Smoke
import SystemPackage

/// How the artifacts of a target are run on this host.
struct TargetRun: Sendable {
    let target: Target
    let host: Platform
    let search: EmulatorSearch
    /// The oldest glibc that the artifact starts on; nil where it needs none, or nobody has told.
    var glibc: Version?
    var disk = Disk()

    /// What was found out.
    enum Way: Sendable {
        /// By the processor.
        case native
        case emulated(Emulation, program: FilePath)
        /// Not at all, and why.
        case none(reason: String)
    }

    /// What a matrix file's choice comes to; `folder` is the file's. Throws when a program was named that is not there.
    func way(_ choice: RunWith, from folder: FilePath) async throws(Failure) -> Way {
        switch target.execution(on: host) {
        case .native: return tooOld.map { .none(reason: $0) } ?? .native
        case .impossible(let reason):
            return .none(reason: [reason, Support.untested(target)].compactMap(\.self).joined(separator: "; "))
        case .emulated(let architecture): return try await emulated(architecture, choice, from: folder)
        }
    }

    /// A promise for newer systems than this one is kept by building it, and shown by running it on one of them.
    private var tooOld: String? {
        guard let glibc, let there = host.glibc, there < glibc else { return nil }
        return "it needs glibc \(glibc), and this host has \(there)"
    }

    private func emulated(
        _ architecture: Architecture, _ choice: RunWith, from folder: FilePath
    ) async throws(Failure) -> Way {
        func none(_ reason: String) -> Way { .none(reason: "it is for \(architecture.rawValue), and \(reason)") }
        if choice == .nothing { return none("the matrix file says `run-with: nothing`") }
        if let reason = missingLoader { return none(reason) }
        let (search, machine) = (search, target.machine)
        let finding = await Blocking.run {
            if case .program(let name) = choice { return search.find(machine, named: name, from: folder) }
            return search.find(machine)
        }
        switch (finding, choice) {
        case (.byKernel(let path), _):
            return .emulated(Emulation(name: path.lastComponent?.string ?? path.string, emulator: nil), program: path)
        case (.emulator(let emulator), _):
            return .emulated(Emulation(name: emulator.name, emulator: emulator), program: emulator.path)
        case (.nothing(let reason), _): return none(reason)
        case (nil, .program(let name)): throw .noEmulator(name, target)
        case (nil, _): return none("there is no emulator")
        }
    }

    /// An emulator emulates the processor only: a program for the system's glibc needs that of its processor on the host.
    private var missingLoader: String? {
        let loader = target.machine.loader
        guard target.libc == .glibc, disk.kind(of: FilePath(loader)) == nil else { return nil }
        let architecture = target.architecture.rawValue
        return "this host has no \(loader), the C library for \(architecture) that \(target) takes from its system; "
            + "any_linux_\(architecture) brings its own"
    }
}

extension Target {
    /// The processor as the host's tools know it.
    fileprivate var machine: Machine {
        switch architecture {
        case .x86_64: .x86_64
        case .arm64: .arm64
        }
    }
}

extension TargetRun.Way {
    /// Why smoke tests are skipped, in a sentence; `nil` if they are not.
    var skipped: String? {
        guard case .none(let reason) = self else { return nil }
        return "packed but not run: \(reason)"
    }

    var emulation: Emulation? {
        guard case .emulated(let emulation, _) = self else { return nil }
        return emulation
    }

    /// What of the emulator can decide about a test: all of it.
    var identity: String {
        guard case .emulated(_, let program) = self else { return "" }
        return (try? SHA256.digest(ofFile: program).hex) ?? program.string
    }
}

extension Failure {
    fileprivate static func noEmulator(_ name: String, _ target: Target) -> Failure {
        Failure(
            stage: .smoke, code: "smoke.no-emulator",
            message: "'\(name)', which `run-with` names for \(target), is no program on this host",
            hint:
                "install it (Debian and Ubuntu: qemu-user-static), or leave `run-with` out: then what there is is taken"
        )
    }
}
