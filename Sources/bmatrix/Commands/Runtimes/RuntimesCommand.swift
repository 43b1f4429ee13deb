import ArgumentParser

/// `bmatrix runtimes`: what is built with, and where it is kept.
struct RuntimesCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "runtimes", abstract: "Shows, fetches, checks, pins and clears away what cells are built with.",
        subcommands: [
            RuntimesList.self, RuntimesFetch.self, RuntimesImport.self, RuntimesVerify.self, RuntimesPrune.self,
            RuntimesLock.self, RuntimesBuildCommand.self,
        ])
}
