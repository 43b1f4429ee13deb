import ArgumentParser

/// `bmatrix runtimes …`: what is done with runtimes apart from a run.
struct RuntimesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "runtimes", abstract: "Makes and keeps runtimes.",
        subcommands: [RuntimesBuildCommand.self])
}
