import Synchronization
package import SystemPackage

#if canImport(Glibc)
    import Glibc
#endif

/// Finds out how programs of another processor can be run on this machine.
package struct EmulatorSearch: Sendable {
    /// How they are run.
    package enum Finding: Hashable, Sendable {
        /// The kernel starts them by itself, through this emulator.
        case byKernel(FilePath)
        /// Through an emulator that a sandbox has to be told of.
        case emulator(Emulator)
        /// Not at all, and why.
        case nothing(reason: String)
    }

    /// The folders where emulators are looked for.
    private let folders: [FilePath]
    private let formats: KernelFormats

    /// A search in the folders of a PATH.
    package init(path: String) {
        self.init(path: path, formats: KernelFormats())
    }

    init(path: String, formats: KernelFormats) {
        folders = path.split(separator: ":").map { FilePath(String($0)) }.filter(\.isAbsolute)
        self.formats = formats
    }

    /// How programs of a processor are run; a kernel that can do it needs nothing more. Blocks the thread for some milliseconds.
    package func find(_ machine: Machine) -> Finding {
        if let path = formats.emulator(for: machine) { return .byKernel(path) }
        for name in machine.emulators {
            if let path = program(name) { return attempt(Emulator(path, for: machine)) }
        }
        return .nothing(reason: "there is no \(machine.emulators.joined(separator: " and no ")) in PATH")
    }

    /// The same with a program that was named, by its path or as one of PATH.
    package func find(_ machine: Machine, named name: String, from folder: FilePath) -> Finding? {
        let path = name.contains("/") ? folder.pushing(FilePath(name)).lexicallyNormalized() : program(name)
        guard let path, Disk().isExecutable(path) else { return nil }
        return attempt(Emulator(path, for: machine))
    }

    private func program(_ name: String) -> FilePath? {
        folders.lazy.map { $0.appending(name) }.first {
            Disk().kind(of: $0.resolved) == .file && Disk().isExecutable($0)
        }
    }

    /// An emulator starts its program; those that the program starts need the kernel's help.
    private func attempt(_ emulator: Emulator) -> Finding {
        guard let obstacle = IsolationSupport.here.obstacle(to: emulator) else { return .emulator(emulator) }
        return .nothing(
            reason:
                "\(emulator.name) is here, but the kernel gives sandboxes no binfmt_misc of their own (\(obstacle)); Linux does from 6.7 on"
        )
    }
}
