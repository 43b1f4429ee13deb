/// The logging commands of Azure Pipelines: https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands
struct AzurePipelines: ServiceDialect {
    private static let data = Escapes(["%": "%AZP25", "\r": "%0D", "\n": "%0A"])
    private static let property = Escapes(["%": "%AZP25", "\r": "%0D", "\n": "%0A", ";": "%3B", "]": "%5D"])

    func opening(_ group: ServiceGroup) -> [String] { ["##[group]\(PlainText(group.title).oneLine)"] }

    func closing(_ group: ServiceGroup) -> [String] { ["##[endgroup]"] }

    func annotation(_ annotation: Annotation) -> String? {
        var properties = ["type=\(annotation.isError ? "error" : "warning")"]
        func add(_ name: String, _ value: String?) {
            if let value, !value.isEmpty { properties.append("\(name)=\(AzurePipelines.property.escape(value))") }
        }
        add("sourcepath", annotation.file)
        add("linenumber", annotation.line.map(String.init))
        add("columnnumber", annotation.column.map(String.init))
        let message = AzurePipelines.data.escape("\(annotation.title): \(annotation.message)")
        return "##vso[task.logissue \(properties.joined(separator: ";"))]\(message)"
    }

    func reports(in folder: String) -> [String] {
        ["##vso[task.uploadsummary]\(AzurePipelines.data.escape(folder))/summary.md"]
    }
}
