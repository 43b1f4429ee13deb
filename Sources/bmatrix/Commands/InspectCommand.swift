import ArgumentParser
import Reports

/// `bmatrix inspect`: what an artifact is and holds.
struct InspectCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect",
        abstract: "Tells what an artifact is and holds: sizes, libraries, native code, licences, smoke tests.")

    @Argument(help: "An artifact.")
    var file: String

    @OptionGroup var page: PageArguments

    func run() async throws {
        let inspection = try await NamedArtifact(file).inspection()
        try page.show(inspection.json) { inspection.lines(style: $0) }
    }
}
