import Host
import SystemPackage

/// What the examinations look at: the caller's variables, and the files that they lead to.
struct DoctorSurroundings {
    let environment: [String: String]
    let disk = Disk()

    /// A variable that is set to something.
    func variable(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }

    /// The folders of PATH.
    var searchPath: [FilePath] {
        (variable("PATH") ?? "").split(separator: ":").map { FilePath(String($0)) }.filter(\.isAbsolute)
    }

    /// The first of some programs that PATH leads to.
    func program(_ names: String...) -> FilePath? {
        for name in names {
            for folder in searchPath {
                let path = folder.appending(name)
                if disk.size(of: path) != nil, !disk.isFolder(path) { return path }
            }
        }
        return nil
    }

    /// The first line that a program says of its version.
    func version(_ program: FilePath, _ option: String = "--version") -> String? {
        BriefProgram.output([program.string, option])?.text.split(whereSeparator: \.isNewline).first.map(String.init)
    }

    /// The caller's home.
    var home: FilePath? { variable("HOME").map { FilePath($0) } }
}
