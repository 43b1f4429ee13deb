import ArgumentParser
import Configuration
import Host
import Matrix
import Releases
import Reports
import SystemPackage

/// `bmatrix init`: a matrix file for the project that stands there.
struct InitCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Writes a commented matrix.yaml for the project in a folder.")

    @Argument(help: "The project's folder.")
    var folder = "."

    @Flag(help: "Replace a matrix.yaml that is there.")
    var force = false

    func run() async throws {
        let place = HostFacts.currentFolder.pushing(FilePath(folder)).lexicallyNormalized()
        let file = place.appending("matrix.yaml")
        if !force, Disk().kind(of: file) != nil {
            throw Fault(
                status: .usage, code: "init.exists", message: "\(file) is there already",
                hint: "`bmatrix init --force` replaces it")
        }
        let survey: ProjectSurvey
        do throws(ReleaseError) { survey = try ProjectSurvey(of: place, disk: Disk()) } catch {
            throw Fault(
                status: .usage, code: error.code, message: error.message,
                hint: "name the folder that holds it: bmatrix init path/to/project")
        }
        let text = try draft(survey).text
        try check(text)
        do throws(DiskError) { try Disk().write(text, to: file) } catch { throw Fault(error) }
        report(survey, file)
    }

    private func draft(_ survey: ProjectSurvey) throws -> MatrixDraft {
        guard !survey.programs.isEmpty else {
            throw Fault(
                status: .usage, code: "init.library", message: "there is nothing to run in \(survey.kind) like this",
                hint: "a program has `escript:`, `releases:` or an application with `mod:` in mix.exs, "
                    + "or `escript_name` or `relx` in rebar.config")
        }
        let apps = survey.programs.map {
            MatrixDraft.App(name: $0.name, mode: $0.mode, release: $0.release, app: $0.app)
        }
        let requirement = survey.elixir.map { ["mix.exs asks for Elixir \($0)"] } ?? []
        return MatrixDraft(
            project: survey.kind, apps: apps, otp: Self.otp(for: survey),
            target: "any_linux_\(HostFacts.architecture.rawValue)", notes: requirement + survey.notes)
    }

    /// The OTP of Debian whose Elixir the project asks for; the one that most projects know, if both do.
    private static func otp(for survey: ProjectSurvey) -> String {
        let known = [("27", "1.18.3"), ("29", "1.20.4"), ("25", "1.15.0")]
        let fitting = known.first { Version($0.1).map(survey.supports) ?? false }
        return fitting?.0 ?? "27"
    }

    /// What is written must be readable, whatever a project is called.
    private func check(_ text: String) throws {
        let (file, diagnostics) = MatrixFile.read(
            bytes: Array(text.utf8), name: "matrix.yaml", host: HostFacts.platform)
        guard file == nil else { return }
        MatrixArguments.print(diagnostics)
        throw Fault(
            status: .usage, code: "init.names", message: "this project has names that a matrix file cannot hold",
            hint: "write the file by hand; docs/matrix-file.md tells how")
    }

    private func report(_ survey: ProjectSurvey, _ file: FilePath) {
        let names = survey.programs.map { "\($0.name) (\($0.mode.rawValue))" }.joined(separator: ", ")
        let output = Terminal.standardOutput
        output.write("\(file): written for \(survey.kind): \(names)")
        output.write("next: \(folder == "." ? "" : "cd \(folder) && ")bmatrix run")
    }
}
