import ArgumentParser
import Artifacts
import Host
import Reports
import SystemPackage

/// `bmatrix inspect`: what an artifact is and holds.
struct InspectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Tells what an artifact is and holds: sizes, libraries, native code, licences, smoke tests.")

    @Argument(help: "An artifact.")
    var file: String

    @Flag(help: "JSON instead of text; it lists every file, too.")
    var json = false

    func run() async throws {
        let inspection = try await NamedArtifact(file).inspection()
        try Page(json: json).show(inspection.json) { inspection.lines(style: $0) }
    }
}

/// An artifact that the command line names.
struct NamedArtifact {
    let path: FilePath

    /// Fails for an empty name, which a script's unset variable leaves and which would be the current folder.
    init(_ name: String) throws(Fault) {
        if name.isEmpty {
            throw Fault(
                status: .usage, code: "artifact.no-name", message: "an artifact's name is empty",
                hint: "look at the variable that it came from")
        }
        path = HostFacts.currentFolder.pushing(FilePath(name)).lexicallyNormalized()
    }

    /// What is in it, once it is known to be whole.
    func inspection() async throws -> Inspection {
        let path = path
        do throws(ArtifactError) {
            return try await Blocking.run { () throws(ArtifactError) in try Inspection(of: path) }
        } catch { throw Fault(error) }
    }
}

extension Fault {
    /// An artifact that is not what it should be is red; one that is not there is a wrong word.
    init(_ error: ArtifactError) {
        let status: ExitStatus
        switch error {
        case .unreadable, .notAnArtifact, .notEmpty: status = .usage
        case .unwritable: status = .infrastructure
        default: status = .red
        }
        self.init(status: status, code: error.code, message: error.message, hint: error.hint)
    }
}

/// A report on standard output, as text or as JSON.
struct Page {
    let json: Bool

    func show(_ document: () throws(ReportError) -> [UInt8], _ lines: (Style) -> [String]) throws {
        let terminal = Terminal.standardOutput
        guard json else {
            for line in lines(terminal.style) { terminal.write(line) }
            return
        }
        do throws(ReportError) { terminal.put(try document()) } catch { throw Fault(error) }
    }
}
