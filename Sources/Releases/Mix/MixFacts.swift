/// What a build says about its project, written by the overlay as `key=value` lines.
package struct MixFacts: Hashable, Sendable {
    /// The application's name and version.
    package let app: String
    package let version: String
    /// The release that was built, and what its file names bear.
    package let release: String
    /// Chunks that the project wants kept in its modules; `nil` keeps every chunk.
    package let keptChunks: Set<String>?
    /// The name under which an escript of the project goes.
    package let escript: String

    /// Reads the lines.
    package init(_ text: String) throws(ReleaseError) {
        var values: [Substring: Substring] = [:]
        for line in text.split(separator: "\n") {
            let pair = line.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            if pair.count == 2 { values[pair[0]] = pair[1] }
        }
        guard let app = values["app"], let version = values["version"], let release = values["release"],
            let escript = values["escript"], !version.isEmpty
        else { throw .badOutput(what: "mix.exs", detail: "the project states no app and version") }
        self.app = String(app)
        self.version = String(version)
        self.release = String(release)
        self.escript = String(escript)
        let keep = values["keep"] ?? ""
        keptChunks = keep == "all" ? nil : Set(keep.split(separator: ",").map(String.init))
    }
}
