import Host
import Matrix
import SystemPackage

/// Turns a copy of an installed Erlang/OTP into one that runs from any folder.
struct RelocatableLayout {
    private let root: FilePath
    private let erts: Version
    private let disk = Disk()

    init(_ root: FilePath) throws(RuntimesError) {
        self.root = root
        erts = try ErlangRoot(root).ertsVersion()
    }

    private var programs: FilePath { root.appending("erts-\(erts)").appending("bin") }

    /// Does all of it; blocks meanwhile.
    func apply() throws {
        try removeWhatCannotMove()
        try linkDuplicates()
        // `erl.exe` finds its root from where it lies, unless a file of settings beside it names another.
        if ErlangRoot(root).isForWindows { return }
        for path in [root.appending("bin").appending("erl"), programs.appending("erl")] {
            try disk.removeTree(path)
            try disk.makeFolder(path.removingLastComponent())
            try disk.write(Array(ErlScript.text(erts: erts).utf8), to: path, mode: 0o755)
        }
    }

    /// What names absolute paths, or is only of use for building Erlang itself.
    private func removeWhatCannotMove() throws {
        let inPrograms = ["yielding_c_fun", "start", "start_erl", "start.src", "start_erl.src", "erl.src"]
        for name in inPrograms { try disk.removeTree(programs.appending(name)) }
        for name in ["start", "start_erl"] { try disk.removeTree(root.appending("bin").appending(name)) }
        for name in ["bin/erl.ini", "Install.exe", "Install.ini", "Uninstall.exe", "vc_redist.exe"] {
            try disk.removeTree(root.appending(name))
        }
        try disk.removeTree(programs.appending("erl.ini"))
        for name in ["releases/RELEASES", "Install", "man"] { try disk.removeTree(root.appending(name)) }
        for name in ["src", "doc", "man"] { try disk.removeTree(root.appending("erts-\(erts)").appending(name)) }
        let library = root.appending("lib")
        for name in try disk.list(library) where name.hasPrefix("erl_interface-") {
            for part in ["bin", "src"] { try disk.removeTree(library.appending(name).appending(part)) }
        }
    }

    /// The programs in `bin` are copies of those in `erts-*/bin`: links save their space.
    private func linkDuplicates() throws {
        let folder = root.appending("bin")
        for name in try disk.list(folder) where name != "erl" && disk.kind(of: programs.appending(name)) == .file {
            try disk.removeTree(folder.appending(name))
            try disk.link(folder.appending(name), to: "../erts-\(erts)/bin/\(name)")
        }
    }
}
