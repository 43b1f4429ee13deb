import Matrix

extension Inspection {
    /// The findings for people.
    package func lines(style: Style = .plain) -> [String] {
        let sections = [
            ("", head), ("Parts", partTable(style)), ("Libraries", libraryTable(style)),
            ("Native code", nativeTable(style)),
            ("Licences", licenceTable(style)), ("Smoke tests", testLines), ("Manifest", manifestLines),
        ]
        return sections.filter { !$0.1.isEmpty }.flatMap { title, lines in
            title.isEmpty ? lines : ["", style.paint(title, .bold)] + lines.map { "  " + $0 }
        }
    }

    private var head: [String] {
        let elixir = description.elixir.isEmpty ? "" : ", Elixir \(description.elixir)"
        let name = "\(description.app) \(description.version) (\(description.mode.rawValue))"
        var lines = [
            "\(name) for \(description.target), Erlang/OTP \(description.otp)\(elixir)",
            "file \(file), \(ByteCount(size).exact) bytes in \(frames) frames, \(files.count) entries",
            "sha256 \(sha256)",
        ]
        if let bundledGlibc { lines.append("brings glibc \(bundledGlibc) along") }
        if let glibc { lines.append("needs glibc \(glibc) or newer of the system") }
        for layer in layers { lines.append("layer \(layer.component.rawValue) \(layer.id)") }
        return lines.map { ScreenText(cleaning: $0).text }
    }

    private func partTable(_ style: Style) -> [String] {
        var table = TextTable(["part", "stored", "share", "extracted"], right: ["stored", "share", "extracted"])
        for part in parts where part.stored > 0 || part.raw > 0 {
            table.add([.init(part.component.rawValue)] + numbers(part.stored, part.raw))
        }
        return table.lines(style)
    }

    private func libraryTable(_ style: Style) -> [String] {
        var table = TextTable(
            ["library", "version", "part", "files", "stored", "share", "extracted"],
            right: ["files", "stored", "share", "extracted"])
        for library in LibrarySize.all(in: files) {
            let names = [library.name, library.version, library.component.rawValue]
            table.add(
                names.map { .init($0) } + [.init("\(library.files)", isRight: true)]
                    + numbers(library.stored, library.raw))
        }
        return table.lines(style)
    }

    private func numbers(_ stored: Int, _ raw: Int) -> [TextTable.Field] {
        [ByteCount(stored).exact, Percent(stored, of: size).text, ByteCount(raw).exact].map { .init($0, isRight: true) }
    }

    private func nativeTable(_ style: Style) -> [String] {
        if native.isEmpty { return [] }
        var table = TextTable(["file", "kind", "made for", "libc", "glibc"])
        for file in native {
            let kind = file.isLibrary ? "library" : "program"
            let machine = "\(file.format) \(file.system) \(file.machines.joined(separator: " "))"
            table.add([file.path, kind, machine, file.libc ?? "", file.glibc ?? ""].map { .init($0) })
        }
        return table.lines(style)
    }

    private func licenceTable(_ style: Style) -> [String] {
        if licences.isEmpty { return [] }
        var table = TextTable(["licence", "of"])
        let groups = Dictionary(grouping: licences) { ($0.licences ?? []).joined(separator: ", ") }
        for (licence, members) in groups.sorted(by: { $0.key < $1.key }) {
            let names = members.map { part in part.version.map { "\(part.name) \($0)" } ?? part.name }
            table.add([.init(licence.isEmpty ? "unknown" : licence), .init(names.sorted().joined(separator: ", "))])
        }
        return table.lines(style)
    }

    private var testLines: [String] {
        tests.map {
            ScreenText(cleaning: "\($0.name): \(([description.app] + $0.arguments).joined(separator: " "))").text
        }
    }

    private var manifestLines: [String] {
        let left: Set<String> = ["smoke", "contains"]
        return manifest.filter { !left.contains($0.name) && !$0.value.isEmpty }.map {
            ScreenText(cleaning: "\($0.name)=\($0.value)").text
        }
    }
}

/// A part of a whole in percent, with one decimal.
struct Percent {
    let text: String

    init(_ part: Int, of whole: Int) {
        guard whole > 0 else {
            text = "–"
            return
        }
        let tenths = Int((Double(part) / Double(whole) * 1000).rounded())
        text = "\(tenths < 0 ? "-" : "")\(abs(tenths) / 10).\(abs(tenths) % 10) %"
    }
}
