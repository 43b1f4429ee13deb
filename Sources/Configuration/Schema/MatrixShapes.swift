internal import Matrix

extension Shape {
    static let matrix = Shape(
        name: "matrix", title: "'matrix'",
        wanted: Wanted(noun: "a mapping", detail: " such as {target: any_linux_x86_64, otp: 27}"),
        keys: [
            Key(
                name: "target", form: .oneOrMore(.choice(Target.names)), about: "Where the artifacts run.",
                isRequired: true),
            Key(
                name: "otp", form: .oneOrMore(.version),
                about: "OTP versions: 27 or 27.3 for its newest, 27.3.4.1 for just that.", isRequired: true),
            Key(
                name: "elixir", form: .either([.choice(["auto"]), .oneOrMore(.version)]),
                about: "Elixir versions; auto, which is the default, takes the newest that runs on the cell's OTP."),
            Key(
                name: "mode", form: .oneOrMore(.choice(AppsSection.modeNames)),
                about: "The modes to build; all of them if nothing is said."),
            Key(name: "exclude", form: .list(.mapping(exclusion)), about: "Cells to leave out, each with a reason."),
            Key(name: "include", form: .list(.mapping(inclusion)), about: "Single cells to add."),
        ])

    static let selector = Shape(
        name: "selector", title: "a selector",
        wanted: Wanted(noun: "a mapping", detail: " such as {app: my_app, otp: \"29*\"}"), keys: axes,
        rules: [.some(axes.map(\.name))])

    static let exclusion = Shape(
        name: "exclusion", title: "an item of 'exclude'",
        wanted: Wanted(noun: "a mapping", detail: " such as {app: my_app, otp: 27, reason: too old}"),
        keys: axes + [
            Key(name: "reason", form: .text, about: "Why it is left out; the plan tells it.", isRequired: true)
        ],
        rules: [.some(axes.map(\.name))])

    static let inclusion = Shape(
        name: "inclusion", title: "an item of 'include'",
        wanted: Wanted(noun: "a mapping", detail: " with app, mode, otp and target"),
        keys: [
            Key(name: "app", form: .application, about: "The app's name.", isRequired: true),
            Key(name: "mode", form: .choice(AppsSection.modeNames), about: "How it runs.", isRequired: true),
            Key(name: "otp", form: .version, about: "The OTP version.", isRequired: true),
            Key(
                name: "elixir", form: .either([.choice(["auto"]), .version]),
                about: "The Elixir version; auto if nothing is said."),
            Key(name: "target", form: .choice(Target.names), about: "Where it runs.", isRequired: true),
            Key(name: "reason", form: .text, about: "Why it is there, for readers of the file."),
        ])

    private static let axes = Selector.Axis.allCases.map { axis in
        Key(
            name: axis.rawValue, form: .oneOrMore(.text),
            about: "One or more names or versions of the axis; * stands for any text.")
    }

    static let source = Shape(
        name: "source", title: "a source",
        wanted: Wanted(
            noun: "a source",
            detail: ": a name such as debian, or one name and its settings such as {system: {otp: /opt/otp}}"),
        keys: [
            Key(name: "debian", form: .mapping(debian), about: "The packages of Debian."),
            Key(name: "system", form: .mapping(system), about: "What is installed on this host."),
        ], rules: [.one(["debian", "system"])])

    static let debian = Shape(
        name: "debian", title: "'debian'",
        wanted: Wanted(noun: "a mapping", detail: " such as {mirror: \"http://mirror.example/debian\"}"),
        keys: [
            Key(
                name: "mirror", form: .matching("^https?://[!-.0-~][!-~]*$", example: "http://mirror.example/debian"),
                about: "The mirror's URL; the one of the host's apt if nothing is said."),
            Key(
                name: "suites", form: .oneOrMore(.matching("^[A-Za-z][A-Za-z0-9_/-]*$", example: "trixie")),
                about: "The suites to look in; all that are known if nothing is said."),
            Key(
                name: "valid-until", form: .choice(DebianSetting.ValidUntil.allCases.map(\.rawValue)),
                about: "What to do about a Release file past its date; warn if nothing is said."),
            Key(
                name: "signature", form: .choice(DebianSetting.Signature.allCases.map(\.rawValue)),
                about: "Whether a known key must have signed the Release file; require if nothing is said."),
            Key(
                name: "keyring", form: .path,
                about: "The file of the OpenPGP keys that count; those of Debian's archive if nothing is said."),
            Key(
                name: "token-env", form: .matching(Form.variablePattern, example: "MIRROR_TOKEN"),
                about: "The environment variable that holds the token of a private mirror."),
        ])

    static let system = Shape(
        name: "system", title: "'system'",
        wanted: Wanted(noun: "a mapping", detail: " such as {otp: /opt/otp, elixir: /opt/elixir}"),
        keys: [
            Key(name: "otp", form: .path, about: "The root of an installed OTP: the folder that holds erts-*."),
            Key(
                name: "elixir", form: .path, about: "The root of an installed Elixir: the folder that holds bin/elixir."
            ),
        ])
}
