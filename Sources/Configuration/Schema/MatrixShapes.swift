internal import Matrix

extension Shape {
    static let matrix = Shape(
        name: "matrix", title: "'matrix'",
        wanted: Wanted(noun: "a mapping", detail: " such as {target: any_linux_x86_64, otp: 27}"),
        keys: [
            Key(
                name: "target", form: .oneOrMore(.target),
                about: "Where the artifacts run: names, triples, or what is different.",
                isRequired: true),
            Key(
                name: "otp", form: .oneOrMore(.otp),
                about: "OTP versions: 27 or 27.3 for its newest, 27.3.4.1 for just that, latest, or auto.",
                isRequired: true),
            Key(
                name: "elixir", form: .either([.choice(["auto"]), .oneOrMore(.elixir)]),
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
            Key(name: "otp", form: .otp, about: "The OTP version.", isRequired: true),
            Key(
                name: "elixir", form: .either([.choice(["auto"]), .elixir]),
                about: "The Elixir version; auto if nothing is said."),
            Key(name: "target", form: .target, about: "Where it runs.", isRequired: true),
            Key(name: "reason", form: .text, about: "Why it is there, for readers of the file."),
        ])

    private static let axes = Selector.Axis.allCases.map { axis in
        Key(
            name: axis.rawValue, form: .oneOrMore(.text),
            about: "One or more names or versions of the axis; * stands for any text.")
    }
}
