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

    /// Programs of the ERTS that a release may start, in the release itself or on its own request.
    static let releasePrograms = ["beam.smp", "erlexec", "erl_child_setup", "inet_gethost", "heart", "epmd"]
    /// Programs that an escript may start.
    static let escriptPrograms = ["beam.smp", "erlexec", "erl_child_setup", "inet_gethost", "escript"]
    /// The same on Windows, where one list does: `erl.exe` loads the two libraries, and escripts are started through it.
    private static let windowsPrograms = [
        "erl.exe", "erlexec.dll", "beam.smp.dll", "inet_gethost.exe", "heart.exe", "epmd.exe",
    ]
    /// The C library of Microsoft's compiler, which may lie beside the programs that ask for it.
    private static let windowsLibraries = ["vcruntime140.dll", "vcruntime140_1.dll", "msvcp140.dll"]

    private var isForWindows: Bool {
        disk.kind(of: root.appending("erts-\(ertsVersion)/bin/beam.smp.dll")) == .file
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
    func graft(programs: [String], libraries: [String], into tree: TreeWriter) throws(DiskError) {
        let programs = isForWindows ? Self.windowsPrograms + Self.windowsLibraries : programs
        for program in programs {
            for name in [program, program + ".elf"] {
                let source = root.appending("erts-\(ertsVersion)/bin/\(name)")
                if disk.kind(of: source) == .file { try tree.copy(source, to: "erts-\(ertsVersion)/bin/\(name)") }
            }
        }
        for library in libraries {
            try tree.copyTree(root.appending("lib/\(library)"), to: "lib/\(library)") { path in
                path.hasPrefix("ebin/") && (path.hasSuffix(".beam") || path.hasSuffix(".app"))
                    || path.hasPrefix("priv/")
            }
        }
    }

    /// What a bundled C library takes, once all else is in the tree: the library, those of its companions that a file in the
    /// tree asks for, and a stub in front of each program that would ask the system for its loader.
    func graftCLibrary(into tree: TreeWriter) throws(DiskError) {
        let bundled = root.appending("libc")
        guard disk.isFolder(bundled) else { return }
        let stub = root.appending("erts-\(ertsVersion)/bin/erlexec")
        let hasGlibc = disk.kind(of: bundled.appending("libc.so.6")) != nil
        try BundledPrograms(tree: tree, stub: stub, hasGlibc: hasGlibc).wrap()
        let wanted = try SharedLibraries(bundled: bundled, disk: disk).needed(by: tree.root)
        for name in try disk.list(bundled) where wanted.contains(name) {
            try tree.copy(bundled.appending(name), to: "libc/\(name)")
        }
    }
}
