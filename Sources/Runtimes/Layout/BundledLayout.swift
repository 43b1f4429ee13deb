import Host
import NativeCode
import SystemPackage

/// Makes a runtime bring its C library: each program is moved aside to `NAME.elf`, and the loader's stub in its place
/// starts it through `libc/ld.so`.
///
/// Neither a relative interpreter nor LD_LIBRARY_PATH would do: the one depends on the current folder, the other is
/// inherited by the host's programs, which then die.
struct BundledLayout {
    private let root: FilePath
    private let binaries: LoaderBinaries
    private let disk = Disk()

    init(_ root: FilePath, _ binaries: LoaderBinaries) {
        self.root = root
        self.binaries = binaries
    }

    private var libraries: FilePath { root.appending("libc") }

    /// Does all of it; the libraries lie in `libc` already, under their full names. Blocks meanwhile.
    func apply() throws {
        try LibraryFolder(libraries).settle(keeping: DebianRecipe.bundled)
        try disk.write(binaries.libsystemd, to: libraries.appending("libsystemd.so.0"))
        try nameLoader()
        let available = Set(try disk.list(libraries))
        for (name, kind) in try disk.walk(root) where kind == .file && !name.hasPrefix("libc/") {
            let path = root.appending(name)
            guard disk.isExecutable(path) || name.hasSuffix(".so"), let file = ELFFile(try disk.read(path)) else {
                continue
            }
            try check(file, name, available)
            if file.isDynamicProgram { try LoaderStub(bytes: binaries.loader).replace(path) }
        }
    }

    /// The stub looks for `ld.so`; libraries ask for the name that the ABI gives the loader.
    private func nameLoader() throws {
        guard let name = try disk.list(libraries).first(where: { $0.hasPrefix("ld-linux-") }) else {
            throw RuntimesError.missingLibrary("the dynamic loader", of: "libc6")
        }
        let loader = libraries.appending("ld.so")
        try disk.write(try disk.read(libraries.appending(name)), to: loader, mode: 0o755)
        try disk.removeTree(libraries.appending(name))
        try disk.link(libraries.appending(name), to: "ld.so")
    }

    private func check(_ file: ELFFile, _ name: String, _ available: Set<String>) throws(RuntimesError) {
        if let missing = file.needed.first(where: { !available.contains($0) }) {
            throw .missingLibrary(missing, of: name)
        }
    }
}

extension RuntimesError {
    static func missingLibrary(_ library: String, of file: String) -> RuntimesError {
        RuntimesError(
            "runtimes.missing-library", "\(file) needs \(library), which is not among the libraries to bundle",
            hint: "this version of the source is not supported yet: please report it, and use another one until then")
    }
}
