import ArgumentParser
import Artifacts
import Host
import Reports
import SystemPackage

/// `bmatrix extract`: the release inside an artifact, without running it.
struct ExtractCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "extract", abstract: "Unpacks the release inside an artifact, without running anything of it.")

    @Argument(help: "An artifact.")
    var file: String

    @Argument(help: "The folder to make; it may be there if it is empty.")
    var folder: String

    func run() async throws {
        let source = try NamedArtifact(file).path
        let target = HostFacts.currentFolder.pushing(FilePath(folder)).lexicallyNormalized()
        let signals = Signals()
        try await signals.whileListening {
            do throws(ArtifactError) {
                try await Blocking.run { () throws(ArtifactError) in
                    let reader = try ArtifactReader(source, toRun: false)
                    var extraction = Extraction(of: reader, to: target) { signals.signal != nil }
                    try extraction.run()
                }
            } catch {
                if let signal = signals.signal { throw ExitStatus(signal: Int(signal)) }
                throw Fault(error)
            }
        }
    }
}
