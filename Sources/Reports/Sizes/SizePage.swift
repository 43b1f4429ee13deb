import Matrix

extension SizeReport {
    /// The text of `sizes.md`: one table for the bytes inside the artifacts, one for the bytes once extracted.
    package var markdown: String {
        if artifacts.isEmpty { return "# Sizes\n\nNo artifact was made.\n" }
        let introduction = """
            # Sizes

            \(artifacts.count) \(artifacts.count == 1 ? "artifact" : "artifacts"), \
            \(ByteCount(total.size).text) stored, \(ByteCount(total.raw).text) once extracted.


            """
        return introduction
            + "## Stored (bytes in the file)\n\n"
            + table(\.stored, whole: \.size, sum: total.size)
            + "\n## Extracted (bytes on the disk of whoever runs it)\n\n"
            + table(\.raw, whole: \.raw, sum: total.raw)
            + glibc + untested + contents
    }

    /// What each artifact holds, with the reason.
    private var contents: String {
        artifacts.map { row in
            guard let parts = row.parts, !parts.isEmpty else { return "" }
            var table = MarkdownTable(columns: [.left("what"), .left("part"), .right("extracted"), .left("why")])
            for part in parts {
                let cells = [Markdown.text(part.path), title(part.component), ByteCount(part.raw).exact]
                table.add(cells + [Markdown.text(part.reason)])
            }
            return "\n## Inside \(Markdown.text(row.file))\n\n" + table.text
        }.joined()
    }

    /// The oldest glibc that artifacts start on; nothing where all bring their C library along.
    private var glibc: String {
        let rows = artifacts.filter { $0.glibc != nil }
        if rows.isEmpty { return "" }
        var table = MarkdownTable(columns: [.left("artifact"), .right("glibc")])
        for row in rows { table.add([Markdown.text(row.file), "\(row.glibc ?? "") or newer"]) }
        return "\n## Needed of the system\n\n" + table.text
    }

    /// The artifacts that nobody has started.
    private var untested: String {
        let rows = artifacts.compactMap { row in row.untested.map { "- \(Markdown.text(row.file)): \($0)\n" } }
        return rows.isEmpty ? "" : "\n## Untested\n\n" + rows.joined()
    }

    private func table(_ bytes: KeyPath<ComponentSize, Int>, whole: KeyPath<SizeRow, Int>, sum: Int) -> String {
        var table = MarkdownTable(
            columns: [.left("artifact"), .right("all")] + Component.allCases.map { .right(title($0)) })
        for row in artifacts {
            let parts = Component.allCases.map { ByteCount(row.bytes($0)[keyPath: bytes]).exact }
            table.add([Markdown.text(row.file), ByteCount(row[keyPath: whole]).exact] + parts)
        }
        let parts = total.components.map { "**\(ByteCount($0[keyPath: bytes]).exact)**" }
        table.add(["**total**", "**\(ByteCount(sum).exact)**"] + parts)
        return table.text
    }

    private func title(_ component: Component) -> String {
        switch component {
        case .launcher: "launcher"
        case .erts: "ERTS"
        case .otp: "OTP"
        case .elixir: "Elixir"
        case .app: "app"
        case .format: "format"
        }
    }
}
