import Artifacts
import Host
import Reports
import SystemPackage

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
