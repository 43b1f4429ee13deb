internal import Matrix
internal import YAML

/// Reads `smoke:` and the tests in it.
enum SmokeReading {
    private static let wanted = Wanted(noun: "a list", detail: " of tests")

    /// The tests by mode or app.
    static func section(_ root: Fields, apps: [String]) -> [String: [LocatedTest]] {
        let wanted = Wanted(noun: "a mapping", detail: " from modes or apps to lists of tests")
        var result: [String: [LocatedTest]] = [:]
        for pair in root["smoke"]?.pairs(wanted) ?? [] {
            let known = AppsSection.modeNames + apps
            if !known.contains(pair.key) {
                pair.value.findings.report(.unknown("mode or app", pair.key, known: known), at: pair.keyPlace)
            }
            result[pair.key] = tests(pair.value)
        }
        return result
    }

    /// A list of tests; one without any is worth a warning.
    static func tests(_ value: Value) -> [LocatedTest] {
        let items = value.items(wanted)
        if items.isEmpty, case .sequence = value.node.content {
            let fault = Fault(
                code: "config.no-tests", message: "no smoke test is in this list",
                notes: ["add one such as {name: starts, run: [--help]}, or remove the list"], severity: .warning)
            value.report(fault)
        }
        return items.compactMap(located)
    }

    private static func located(_ value: Value) -> LocatedTest? {
        guard let fields = value.fields(.test) else { return nil }
        let name = fields.required("name", Wanted(noun: "the test's name"))
        let text = name?.parsed(Wanted(noun: "a name", detail: " of up to 100 printable characters"), printable)
        let drive = DriveReading.drive(fields)
        let smokeTest = SmokeTest(
            name: text ?? "", arguments: fields["run"].map(arguments) ?? [],
            environment: fields["environment"].map(EnvironmentSection.variables) ?? [:],
            stdin: fields["stdin"]?.content(Wanted(noun: "a text")), drive: drive ?? .command,
            expect: fields["expect"].map(ExpectReading.expectation) ?? Expectation(),
            timeout: fields["timeout"]?.seconds())
        guard let name, text != nil, drive != nil else { return nil }
        return LocatedTest(test: smokeTest, place: name.place)
    }

    private static func printable(_ text: String) -> String? {
        let isPrintable = text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
        return isPrintable && !text.isEmpty && text.count <= 100 ? text : nil
    }

    /// A list of arguments, or one argument; a text with blanks could mean either and is refused.
    private static func arguments(_ value: Value) -> [String] {
        let wanted = Wanted(noun: "a list", detail: " of arguments such as [hello, Ana]")
        if case .scalar(let scalar) = value.node.content, scalar.text.contains(where: \.isWhitespace) {
            let fault = Fault(
                code: "config.run", message: "it is not clear whether this is one argument or several",
                notes: ["expected \(wanted.words)", "write [\"\(scalar.text)\"] for a single one"])
            value.report(fault)
            return []
        }
        return value.oneOrMore(wanted).compactMap {
            $0.text(Wanted(noun: "a text", detail: "; write \"\" for an empty one"))
        }
    }
}
