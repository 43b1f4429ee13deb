import ArgumentParser
import Reports

/// `bmatrix diff`: what differs between two artifacts.
struct DiffCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff",
        abstract: "Tells which files, libraries and manifest lines of two artifacts differ; ends with 1 if any do.")

    @Argument(help: "The older artifact.")
    var old: String

    @Argument(help: "The newer artifact.")
    var new: String

    @OptionGroup var page: PageArguments

    @Flag(help: "List every file that differs, not only those that differ most.")
    var all = false

    func run() async throws {
        let difference = Difference(
            try await NamedArtifact(old).inspection(), try await NamedArtifact(new).inspection())
        try page.show(difference.json) { difference.lines(all: all, style: $0) }
        if !difference.isEmpty { throw ExitStatus.red }
    }
}
