import ArgumentParser
import Configuration
import Host
import Matrix
import Reports
import SystemPackage

/// The matrix file that a command works on.
struct MatrixArguments: ParsableArguments {
    @Argument(help: "The matrix file.")
    var file = "matrix.yaml"

    @Option(help: "The variant of the run that the matrix file has under this name in `profiles`.")
    var profile: String?

    /// The folder that the file's paths are relative to.
    var folder: FilePath { path.removingLastComponent() }

    /// The folder for artifacts and reports.
    func output(_ file: MatrixFile) -> FilePath { folder.pushing(FilePath(file.output)).lexicallyNormalized() }

    /// The file's absolute path.
    var path: FilePath {
        let path = FilePath(file)
        let base = path.isAbsolute ? path : HostFacts.currentFolder.pushing(path)
        return base.lexicallyNormalized()
    }

    /// The apps' folders below the current one, by the apps' names; for reports, which may not name places of this machine.
    func folders(of apps: [App]) -> [String: String] {
        let current = HostFacts.currentFolder
        var folders: [String: String] = [:]
        for app in apps {
            var path = folder.pushing(FilePath(app.path)).lexicallyNormalized()
            if path.removePrefix(current) { folders[app.name] = path.string }
        }
        return folders
    }

    /// Reads the file and prints what is wrong with it; an error ends the command with status 2.
    func read() throws -> MatrixFile {
        let bytes: [UInt8]
        do throws(DiskError) { bytes = try Disk().read(FilePath(file), limit: 16 << 20) } catch {
            throw Fault(
                status: .usage, code: "config.unreadable", message: error.message,
                hint: "name the matrix file: bmatrix run path/to/matrix.yaml")
        }
        let (matrix, diagnostics) = MatrixFile.read(bytes: bytes, name: file, host: HostFacts.platform)
        Self.print(diagnostics)
        guard let matrix else { throw ExitStatus.usage }
        guard let profile else { return matrix }
        let (applied, problems) = matrix.applying(profile: profile)
        Self.print(problems)
        guard let applied else { throw ExitStatus.usage }
        return applied
    }

    /// Prints diagnostics as a compiler does.
    static func print(_ diagnostics: [Diagnostic]) {
        let terminal = Terminal.standardError
        for diagnostic in diagnostics { terminal.put(diagnostic.rendered(colour: terminal.style == .ansi)) }
    }

    /// Expands the file; an error ends the command with status 2.
    static func plan(_ file: MatrixFile, _ resolution: Resolution?) throws -> Plan {
        let (plan, diagnostics) = file.plan(with: resolution)
        print(diagnostics)
        guard let plan else { throw ExitStatus.usage }
        return plan
    }
}
