import Host
import Matrix
import SystemPackage

/// The name that a program has in the lists of `ps` and `top`: the app's, not `beam.smp` and the C library's loader.
///
/// `erlexec` starts `$BINDIR/$EMU.smp`, so a link of that name to the emulator is enough. The stub of a bundled C library
/// looks for a link of the app's name to the loader and becomes that.
struct ProcessName {
    let app: String
    let tree: TreeWriter
    let ertsVersion: String

    private var folder: String { "erts-\(ertsVersion)/bin" }

    /// Makes the links; gives the value of `EMU`, which stays the usual one where the app's name is a program's of the ERTS.
    func put(into components: inout [String: Component]) throws(DiskError) -> String {
        // On Windows the emulator is a library.
        if tree.disk.kind(of: tree.root.appending("\(folder)/beam.smp")) == nil { return "beam" }
        let (emulator, loader) = ("\(folder)/\(app).smp", "\(folder)/\(app)")
        for path in [emulator, loader] where tree.disk.kind(of: tree.root.appending(path)) != nil { return "beam" }
        try link(emulator, to: "beam.smp", &components)
        if tree.disk.kind(of: tree.root.appending("libc/ld.so")) != nil {
            try link(loader, to: "../../libc/ld.so", &components)
            // Without `/proc` the stub knows itself by the name that it was started under.
            try link(emulator + ".elf", to: "beam.smp.elf", &components)
        }
        return app
    }

    private func link(_ path: String, to target: String, _ components: inout [String: Component]) throws(DiskError) {
        try tree.disk.link(tree.root.appending(path), to: target)
        components[path] = .app
    }
}
