package import Matrix

/// The jobs that a CI service runs a plan with: one for each cell, or shards of them if those were too many.
package struct FanOut: Sendable {
    /// One job.
    package struct Job: Hashable, Sendable {
        /// Unique among the jobs, and fit for a file's or an artifact's name everywhere.
        package let name: String
        /// The cell; `nil` for a shard.
        package let cell: Cell?
        /// The options of `bmatrix run` that choose its cells, as a shell reads them.
        package let arguments: String
    }

    package let jobs: [Job]
    /// Whether the jobs are shards, because there are too many cells.
    package let isGrouped: Bool
    /// The call of a run without options, as a shell reads it.
    let run: String
    /// The call that puts the parts together.
    let merge: String
    /// The folder that a run writes to.
    let output: String

    /// - Parameters:
    ///   - cells: what is to be run.
    ///   - limit: the most jobs.
    ///   - profile: the profile of the matrix file.
    ///   - options: the options that chose the cells, for shards.
    ///   - rule: how shards are made.
    ///   - tool: how jobs call bmatrix, as a shell reads it.
    ///   - matrix: the matrix file from the folder that jobs begin in.
    ///   - output: the folder that a run writes to, from there.
    package init(
        cells: [Cell], limit: Int, profile: String? = nil, options: [String], rule: ShardRequest.Rule, tool: String,
        matrix: String,
        output: String
    ) {
        isGrouped = cells.count > limit
        let profile = profile.map { ["--profile", $0] } ?? []
        jobs = isGrouped ? FanOut.shards(max(1, limit), profile + options, rule) : FanOut.single(cells, profile)
        run = "\(tool) run \(ShellWord(path: matrix).text)"
        self.output = ShellWord(path: output).text
        merge = "\(tool) merge \(FanOut.parts)/* --output \(self.output)"
    }

    /// The folder that jobs leave their results in, each in a folder of its own.
    static let parts = "parts"

    private static func single(_ cells: [Cell], _ profile: [String]) -> [Job] {
        let matrix = Shard.matrix(of: cells.map(\.id))
        var taken: Set<String> = []
        return cells.enumerated().map { index, cell in
            let part = Shard(number: index + 1, count: cells.count, matrix: matrix)
            return Job(
                name: unique(fileName(cell.id.text), &taken), cell: cell,
                arguments: words(profile + ["--only", cell.id.text, "--part", part.text]))
        }
    }

    private static func shards(_ count: Int, _ options: [String], _ rule: ShardRequest.Rule) -> [Job] {
        (1...count).map { number in
            Job(
                name: "shard-\(number)-of-\(count)", cell: nil,
                arguments: words(options + ["--shard", "\(number)/\(count)", "--shard-by", rule.rawValue]))
        }
    }

    private static func words(_ words: [String]) -> String { words.map { ShellWord($0).text }.joined(separator: " ") }

    private static func fileName(_ text: String) -> String {
        String(text.map { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) ? $0 : "-" })
    }

    private static func unique(_ name: String, _ taken: inout Set<String>) -> String {
        var found = name
        var number = 2
        while !taken.insert(found).inserted {
            found = "\(name)-\(number)"
            number += 1
        }
        return found
    }

    /// The lines that bring what a run has written to the job's own folder.
    func keeping(_ job: Job) -> [String] {
        let place = "\(FanOut.parts)/\(job.name)"
        return ["mkdir -p \(FanOut.parts) && rm -rf \(place)", "[ ! -d \(output) ] || mv \(output) \(place)"]
    }
}
