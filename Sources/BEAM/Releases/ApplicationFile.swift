/// The resource file of an application: `{application, Name, Properties}`; see `app(4)` of Kernel.
package struct ApplicationFile: Hashable, Sendable {
    package let name: String
    package let version: String
    /// The applications it must have, those it includes among them; optional ones left out.
    package let applications: [String]

    /// Reads the text of a `.app` file.
    package init(_ text: String) throws(TermError) {
        guard let fields = try TermText.consult(text).first?.fields, fields.count == 3,
            fields[0].atomName == "application", let name = fields[1].atomName
        else { throw TermError("not an application resource file") }
        self.name = name
        self.version = fields[2].property("vsn")?.text ?? ""
        let optional = Self.names(fields[2].property("optional_applications"))
        let needed = Self.names(fields[2].property("applications"))
        self.applications =
            needed.filter { !optional.contains($0) } + Self.names(fields[2].property("included_applications"))
    }

    private static func names(_ list: Term?) -> [String] { (list?.elements ?? []).compactMap(\.atomName) }
}
