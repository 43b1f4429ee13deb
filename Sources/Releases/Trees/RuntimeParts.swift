package import Host
package import SystemPackage

/// The parts of an OTP for one target that go into a release tree.
package struct RuntimeParts: Sendable {
    /// The OTP's root.
    package let root: FilePath
    package let disk: Disk
    /// The version of its ERTS.
    package let ertsVersion: String

    /// Looks at the OTP below `root`.
    package init(root: FilePath, disk: Disk) throws(ReleaseError) {
        self.root = root
        self.disk = disk
        let names: [String]
        do throws(DiskError) { names = try disk.list(root) } catch { throw .disk(error) }
        guard let erts = names.first(where: { $0.hasPrefix("erts-") }) else {
            throw .badOutput(what: "the runtime at \(root)", detail: "it holds no erts-VERSION folder")
        }
        ertsVersion = String(erts.dropFirst("erts-".count))
    }

    /// The programs of Windows, where one list does: `erl.exe` loads the two libraries, and escripts are started through it.
    private static let windowsPrograms = [
        "erl.exe", "erlexec.dll", "beam.smp.dll", "inet_gethost.exe", "heart.exe", "epmd.exe",
    ]
    /// The C library of Microsoft's compiler, which may lie beside the programs that ask for it.
    private static let windowsLibraries = ["vcruntime140.dll", "vcruntime140_1.dll", "msvcp140.dll"]

    private var isForWindows: Bool {
        disk.kind(of: root.appending("erts-\(ertsVersion)/bin/beam.smp.dll")) == .file
    }

    /// The programs of the ERTS that something in a tree may start, each with the reason.
    ///
    /// - Parameter arguments: those of the emulator, which tell what else it starts; `nil` for an escript's, which begins as
    ///   nothing else.
    static func programs(release arguments: String?) -> [String: String] {
        var programs = [
            "beam.smp": "the emulator", "erlexec": "starts the emulator",
            "erl_child_setup": "starts other programs for the emulator", "inet_gethost": "looks up names of hosts",
        ]
        guard let arguments else { return programs }
        programs["epmd"] = "started where the release gets a name among nodes"
        let words = arguments.split { $0.isWhitespace }
        if words.contains("-heart") { programs["heart"] = "vm.args has -heart" }
        return programs
    }

    /// The library folder of an application by its name, such as `kernel-10.2.7`.
    func folder(of application: String) -> String? {
        let names = (try? disk.list(root.appending("lib"))) ?? []
        return names.first {
            $0.hasPrefix(application + "-") && $0.dropFirst(application.count + 1).first?.isNumber == true
        }
    }

    /// Puts the programs and the libraries into the tree.
    ///
    /// - Parameter libraries: folders of `lib`, such as `kernel-10.2.7`.
    /// - Parameter empty: those of which the application file alone is taken.
    func graft(
        programs: some Collection<String>, libraries: [String], empty: Set<String> = [], into tree: TreeWriter
    ) throws(DiskError) {
        let wanted = isForWindows ? Self.windowsPrograms + Self.windowsLibraries : programs.sorted()
        for program in wanted {
            for name in [program, program + ".elf"] {
                let source = root.appending("erts-\(ertsVersion)/bin/\(name)")
                if disk.kind(of: source) == .file { try tree.copy(source, to: "erts-\(ertsVersion)/bin/\(name)") }
            }
        }
        for library in libraries {
            try tree.copyTree(root.appending("lib/\(library)"), to: "lib/\(library)") { path in
                if path.hasPrefix("ebin/") {
                    return path.hasSuffix(".app") || path.hasSuffix(".beam") && !empty.contains(library)
                }
                return path.hasPrefix("priv/") && !Self.isForBuilding(path)
            }
        }
    }

    /// What only linkers and the tests of OTP itself take.
    private static func isForBuilding(_ path: String) -> Bool {
        path.hasSuffix(".a") || path.hasSuffix(".o") || path.hasSuffix("/otp_test_engine.so")
    }

    /// What a bundled C library takes, once all else is in the tree: the library, those of its companions that a file in the
    /// tree asks for, and a stub in front of each program that would ask the system for its loader.
    func graftCLibrary(_ runtime: RuntimeFolders, into tree: TreeWriter) throws(DiskError) -> BundledLibraries {
        let bundled = root.appending("libc")
        guard disk.isFolder(bundled) else { return BundledLibraries([:]) }
        let stub = root.appending("erts-\(ertsVersion)/bin/erlexec")
        let hasGlibc = disk.kind(of: bundled.appending("libc.so.6")) != nil
        try BundledPrograms(tree: tree, stub: stub, hasGlibc: hasGlibc).wrap()
        let choices = try SharedLibraries(bundled: bundled, runtime: runtime, disk: disk).needed(by: tree.root)
        for (name, choice) in choices.sorted(by: { $0.key < $1.key }) {
            if let standIn = choice.standIn {
                try tree.put(standIn, at: "libc/\(name)")
            } else {
                try tree.copy(bundled.appending(name), to: "libc/\(name)")
            }
        }
        return BundledLibraries(choices)
    }

    /// The reasons of programs and shared libraries by their paths in a tree, and that of the entry module.
    func reasons(_ programs: [String: String], _ libraries: BundledLibraries, entry: String) -> [String: String] {
        var reasons = ["lib/\(EntryModule.folder)": entry]
        for (name, reason) in programs { reasons["erts-\(ertsVersion)/bin/\(name)"] = reason }
        for (name, reason) in libraries.reasons { reasons["libc/\(name)"] = reason }
        return reasons
    }
}
