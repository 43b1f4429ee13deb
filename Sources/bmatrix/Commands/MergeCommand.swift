import ArgumentParser
import Host
import Reports
import SystemPackage

/// `bmatrix merge`: the output folders of shards as one.
struct MergeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge",
        abstract: "Puts the output folders of shards, or of runs with different cells, together into one.")

    @Argument(help: "The output folders of the runs.")
    var folders: [String]

    @Option(name: .shortAndLong, help: "The folder to make; what an earlier run or merge has left there is replaced.")
    var output: String

    func run() async throws {
        let sources = folders.map { HostFacts.currentFolder.pushing(FilePath($0)).lexicallyNormalized() }
        let target = OutputFolder(HostFacts.currentFolder.pushing(FilePath(output)).lexicallyNormalized())
        let locks = try Set(sources).map { try OutputFolder($0).lookInto() }
        defer { withExtendedLifetime(locks) {} }
        let merge = try merge(sources)
        let copies = MergedFiles(sources: sources, target: target.path)
        try copies.check(merge)
        let lock = try target.prepare()
        defer { withExtendedLifetime(lock) {} }
        for warning in merge.warnings { Terminal.standardError.write("warning: \(warning) [merge.warning]") }
        try await copies.copy(merge)
        try RunEnd(record: merge.record, signal: nil, terminal: .standardOutput).tell(reports: target.path)
    }

    private func merge(_ sources: [FilePath]) throws -> RunMerge {
        let logs = try zip(sources, folders).map { try EventFolder($0, name: $1).read() }
        do throws(MergeError) {
            var parts: [RunPart] = []
            for (log, name) in zip(logs, folders) { parts.append(try RunPart(name: name, log: log)) }
            return try RunMerge(parts)
        } catch {
            throw Fault(status: .usage, code: error.code, message: error.message, hint: error.hint)
        }
    }
}
