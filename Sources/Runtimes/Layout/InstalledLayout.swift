import Host
import Matrix
import SystemPackage

/// Does what OTP's own script `Install` does, for trees that were packed before it ran, and for those that were packed in
/// a way that forgets which files are programs.
struct InstalledLayout {
    /// The programs that people start; the others are started by them.
    private static let programs = ["ct_run", "dialyzer", "epmd", "erlc", "escript", "run_erl", "to_erl", "typer"]

    private let root: FilePath
    private let erts: Version
    private let disk = Disk()

    init(_ root: FilePath) throws(RuntimesError) {
        self.root = root
        erts = try ErlangRoot(root).ertsVersion()
    }

    private var bin: FilePath { root.appending("bin") }

    /// Does all of it; blocks meanwhile.
    func apply() throws {
        try disk.makeFolder(bin)
        try markPrograms()
        try placeBootFiles()
        let own = root.appending("erts-\(erts)/bin")
        for name in Self.programs where disk.kind(of: own.appending(name)) == .file {
            if disk.kind(of: bin.appending(name)) == nil {
                try disk.link(bin.appending(name), to: "../erts-\(erts)/bin/\(name)")
            }
        }
    }

    private func markPrograms() throws {
        for (name, kind) in try disk.walk(root) where kind == .file {
            guard name.hasPrefix("bin/") || name.hasPrefix("erts-\(erts)/bin/") || name.contains("/priv/bin/") else {
                continue
            }
            try Executable.mark(root.appending(name))
        }
    }

    /// The boot files of the release, and the one that `erl` takes when it is told none.
    private func placeBootFiles() throws {
        let releases = root.appending("releases")
        for release in try disk.list(releases) where Int(release) != nil {
            let folder = releases.appending(release)
            for name in try disk.list(folder) where name.hasSuffix(".boot") && disk.kind(of: bin.appending(name)) == nil
            {
                try disk.copyFile(folder.appending(name), to: bin.appending(name))
            }
        }
        let (clean, start) = (bin.appending("start_clean.boot"), bin.appending("start.boot"))
        if disk.kind(of: start) == nil, disk.kind(of: clean) == .file { try disk.copyFile(clean, to: start) }
    }
}
