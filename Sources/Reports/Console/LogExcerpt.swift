/// The end of a log, to be shown below the line of its cell.
package struct LogExcerpt {
    private let name: String
    private let content: [String]

    /// - Parameters:
    ///   - name: the log's name.
    ///   - lines: its last lines.
    package init(name: String, lines: [String]) {
        self.name = name
        content = lines
    }

    /// The lines, indented, the name before them.
    package func lines(_ style: Style) -> [String] {
        let name = style.paint("    \(ScreenText(cleaning: name).text):", .dim)
        return [name] + content.map { "      " + ScreenText(cleaning: $0).text }
    }
}
