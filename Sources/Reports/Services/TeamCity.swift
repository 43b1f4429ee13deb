/// The service messages of TeamCity: https://www.jetbrains.com/help/teamcity/service-messages.html
struct TeamCity: ServiceDialect {
    private static let value = Escapes(["|": "||", "'": "|'", "\n": "|n", "\r": "|r", "[": "|[", "]": "|]"])
    /// What TeamCity takes of a problem's description.
    private static let limit = 4000

    func opening(_ group: ServiceGroup) -> [String] { [message("blockOpened", [("name", group.title)])] }

    func closing(_ group: ServiceGroup) -> [String] { [message("blockClosed", [("name", group.title)])] }

    func annotation(_ annotation: Annotation) -> String? {
        var place = annotation.file ?? ""
        if let line = annotation.line { place += ":\(line)" }
        let parts = [annotation.title, place, annotation.message].filter { !$0.isEmpty }
        let text = PlainText.excerpt(parts.joined(separator: "\n"), TeamCity.limit - 100)
        return annotation.isError
            ? message("buildProblem", [("description", text)])
            : message("message", [("text", text), ("status", "WARNING")])
    }

    func reports(in folder: String) -> [String] {
        [message("importData", [("type", "junit"), ("path", folder + "/junit.xml")])]
    }

    private func message(_ name: String, _ values: [(String, String)]) -> String {
        "##teamcity[\(name)" + values.map { " \($0)='\(TeamCity.value.escape($1))'" }.joined() + "]"
    }
}
