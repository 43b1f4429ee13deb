/// The workflow commands of GitHub Actions: https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
struct GitHubActions: ServiceDialect {
    private static let data = Escapes(["%": "%25", "\r": "%0D", "\n": "%0A"])
    private static let property = Escapes(["%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"])

    func opening(_ group: ServiceGroup) -> [String] { ["::group::\(GitHubActions.data.escape(group.title))"] }

    func closing(_ group: ServiceGroup) -> [String] { ["::endgroup::"] }

    func annotation(_ annotation: Annotation) -> String? {
        var properties: [String] = []
        func add(_ name: String, _ value: String?) {
            if let value, !value.isEmpty { properties.append("\(name)=\(GitHubActions.property.escape(value))") }
        }
        add("file", annotation.file)
        add("line", annotation.line.map(String.init))
        add("col", annotation.column.map(String.init))
        add("title", annotation.title)
        let message = GitHubActions.data.escape(annotation.message)
        return "::\(annotation.isError ? "error" : "warning") \(properties.joined(separator: ","))::\(message)"
    }
}
