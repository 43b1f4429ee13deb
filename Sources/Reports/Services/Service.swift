package import Matrix

/// The CI service that a run writes its output for.
///
/// Its log folds what belongs to a cell, its pages show errors where they are in the code. All that a service would take for a
/// command of its own is made by the service's dialect; every other line is made inert.
package struct Service: Sendable {
    /// The name of the service.
    package let name: String
    /// The file that the service wants a page about the job appended to, if it has one.
    package let summaryFile: String?
    private let dialect: any ServiceDialect
    /// The current folder, relative to the root of the repository.
    private let place: String

    init(name: String, dialect: any ServiceDialect, place: String = "", summaryFile: String? = nil) {
        self.name = name
        self.dialect = dialect
        self.place = place
        self.summaryFile = summaryFile
    }

    /// The service whose variables are set; `nil` for none.
    /// - Parameter currentFolder: the absolute path of the folder that bmatrix was called in.
    package static func detect(_ environment: [String: String], currentFolder: String) -> Service? {
        func isSet(_ name: String) -> Bool { environment[name].map { !$0.isEmpty && $0 != "false" } ?? false }
        func place(_ root: String) -> String { relative(currentFolder, to: environment[root] ?? "") }
        if isSet("GITHUB_ACTIONS") {
            return Service(
                name: "GitHub Actions", dialect: GitHubActions(), place: place("GITHUB_WORKSPACE"),
                summaryFile: environment["GITHUB_STEP_SUMMARY"].flatMap { $0.isEmpty ? nil : $0 })
        }
        if isSet("GITLAB_CI") { return Service(name: "GitLab CI", dialect: GitLab(), place: place("CI_PROJECT_DIR")) }
        if isSet("TEAMCITY_VERSION") { return Service(name: "TeamCity", dialect: TeamCity()) }
        if isSet("TF_BUILD") {
            return Service(name: "Azure Pipelines", dialect: AzurePipelines(), place: place("BUILD_SOURCESDIRECTORY"))
        }
        if isSet("BUILDKITE") { return Service(name: "Buildkite", dialect: Buildkite()) }
        return nil
    }

    private static func relative(_ path: String, to root: String) -> String {
        let parts = path.split(separator: "/")
        let base = root.split(separator: "/")
        return parts.starts(with: base) && !base.isEmpty ? parts.dropFirst(base.count).joined(separator: "/") : ""
    }
}

extension Service {
    /// The folded group of a finished cell.
    /// - Parameters:
    ///   - title: what a log file would say of the cell.
    ///   - time: when it was finished, in seconds since 1970.
    /// - Returns: the lines up to where the cell's logs may be put, and those behind them.
    package func group(
        _ title: String, _ cell: CellRecord, at time: Double
    ) -> (opening: [String], closing: [String]) {
        let group = ServiceGroup(
            title: Service.inert(title), id: cell.cell.id, begin: time - cell.seconds, end: time)
        return (dialect.opening(group) + CellLog(cell).lines.map(Service.inert), dialect.closing(group))
    }

    /// What is shown at the end of a run, outside of any group: the marks for the service's pages, then the verdict.
    /// - Parameter exists: whether there is such a file, by its path from the current folder.
    package func verdict(_ record: RunRecord, style: Style, exists: @escaping (String) -> Bool) -> [String] {
        var annotations = Annotations(record, exists: exists).all
        for index in annotations.indices where !place.isEmpty {
            if let file = annotations[index].file { annotations[index].file = "\(place)/\(file)" }
        }
        let isRed = ExitStatus(record) != .success
        let marks = annotations.compactMap(dialect.annotation)
        return dialect.beginning(isRed: isRed) + marks + (marks.isEmpty ? [] : [""])
            + Verdict(record, style: style).lines.map(Service.inert)
    }

    /// What tells the service where the reports are.
    /// - Parameter folder: the absolute path of the output folder.
    package func reports(in folder: String) -> [String] { dialect.reports(in: folder) }

    /// The page to append to the summary file; `nil` if there is no room left for one.
    /// - Parameter used: the bytes that the file has already.
    package func summary(_ record: RunRecord, used: Int) -> String? {
        let room = Summary.limit - max(0, used)
        guard room >= 4096 else { return nil }
        let page = Summary(record).markdown(limit: room - 1)
        return used > 0 ? "\n" + page : page
    }

    /// A line that no service takes for a command: GitHub knows `::` at a line's beginning and `##[` anywhere, Azure `##vso[`
    /// and TeamCity `##teamcity[`, Buildkite `---`, `+++`, `~~~` and `^^^` at the beginning.
    package static func inert(_ line: String) -> String {
        var line = line
        for mark in ["##[", "##vso[", "##teamcity["] where line.contains(mark) {
            line = line.replacing(mark, with: "# " + mark.dropFirst())
        }
        let start = line.unicodeScalars.firstIndex { (0x21...0x7E).contains($0.value) } ?? line.endIndex
        if line[start...].hasPrefix("::") { line.insert(" ", at: line.index(after: start)) }
        if ["---", "+++", "~~~", "^^^"].contains(where: { line.hasPrefix($0) }) { line = " " + line }
        return line
    }
}
