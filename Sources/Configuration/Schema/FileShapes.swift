internal import Matrix

extension Shape {
    /// The whole file.
    static let file = Shape(
        name: "file", title: "the top level",
        wanted: Wanted(noun: "a mapping", detail: " with version, apps and matrix"),
        keys: [
            Key(
                name: "version", form: .either([.number(1...1), .choice(["1"])]),
                about: "The version of the file's schema: 1.", isRequired: true),
            Key(
                name: "apps", form: .named(Form.appPattern, .mapping(app), mayBeEmpty: false),
                about: "The projects to build, by name.", isRequired: true),
            Key(
                name: "matrix", form: .mapping(matrix), about: "The axes whose product makes the cells.",
                isRequired: true),
            Key(
                name: "sources", form: .oneOrMore(.either([.choice(plainSources), .mapping(source)])),
                about: "Where runtimes come from, asked in this order; [debian] if nothing is said."),
            Key(
                name: "fallback", form: .either([.choice(["system"]), .mapping(fallback)]),
                about: "system lets the host's own Erlang stand in for a version that no source has."),
            Key(
                name: "shared-cache", form: .oneOrMore(.matching("^/[^\\u0000]*$", example: "/srv/bmatrix")),
                about: "Caches of others, which are read and never written, besides BMATRIX_SHARED_CACHE."),
            Key(
                name: "defaults", form: .mapping(defaults),
                about: "What holds for every cell unless its app, the profile or an override says otherwise."),
            Key(
                name: "environment", form: .mapping(environment),
                about: "What is added to the environment of builds, which is empty otherwise."),
            Key(
                name: "overrides", form: .list(.mapping(override)),
                about: "What is different for some cells; the last that matches wins."),
            Key(
                name: "smoke", form: .named(Form.applicationPattern, .list(.mapping(test))),
                about: "Smoke tests by mode or by app."),
            Key(name: "budgets", form: .list(.mapping(budget)), about: "How large the artifacts of some cells may be."),
            Key(name: "limits", form: .mapping(limits), about: "What a run may use of this machine."),
            Key(
                name: "profiles", form: .named(Form.groupPattern, .mapping(profile)),
                about: "Named variants of a run, chosen with --profile."),
            Key(
                name: "output", form: .path,
                about: "The folder for artifacts and reports, relative to this file; dist if nothing is said."),
        ])

    static let app = Shape(
        name: "app", title: "an app",
        wanted: Wanted(noun: "a mapping", detail: " such as {path: my_app, modes: [cli]}"),
        keys: [
            Key(name: "path", form: .path, about: "The project's folder, relative to this file.", isRequired: true),
            Key(
                name: "app", form: .application,
                about: "The app to build where the project is an umbrella: the name of one of its members."),
            Key(
                name: "roots", form: .oneOrMore(.path),
                about: "Folders and files outside the project's folder that belong to it."),
            Key(
                name: "modes", form: .oneOrMore(.choice(AppsSection.modeNames)), about: "How the program can run.",
                isRequired: true),
            Key(
                name: "entry",
                form: .matching(
                    "^([a-z][a-z0-9_]*|[A-Z][A-Za-z0-9_]*(\\.[A-Z][A-Za-z0-9_]*)*)$", example: "MyApp.CLI"),
                about: "What a cli or tui starts: application, or a module with main/1."),
            Key(
                name: "release", form: .application,
                about: "The release to build where the project defines several."),
            groups, network, controlWords,
            Key(name: "smoke", form: .list(.mapping(test)), about: "Smoke tests of this app."),
        ])

    static let environment = Shape(
        name: "environment", title: "the top level's 'environment'",
        wanted: Wanted(noun: "a mapping", detail: " with pass, set, strip"),
        keys: addedEnvironment.keys + [
            Key(
                name: "strip", form: .oneOrMore(.matching("^[a-z][a-z0-9_-]*$", example: "asdf"), mayBeEmpty: true),
                about: "Version managers whose shims a build must not find.")
        ])

    static let addedEnvironment = Shape(
        name: "addedEnvironment", title: "an override's 'environment'",
        wanted: Wanted(noun: "a mapping", detail: " with pass, set"),
        keys: [
            Key(
                name: "pass", form: .oneOrMore(.variable, mayBeEmpty: true),
                about: "Variables of yours that are handed on, if they are set."),
            Key(name: "set", form: .named(Form.variablePattern, .text), about: "Variables and their values."),
        ])

    static let budget = Shape(
        name: "budget", title: "a budget",
        wanted: Wanted(noun: "a mapping", detail: " such as {when: {mode: escript}, raw: 8MiB}"),
        keys: [
            Key(name: "when", form: .mapping(selector), about: "The cells it holds for.", isRequired: true),
            Key(name: "raw", form: .size, about: "The most bytes of the extracted payload."),
            Key(name: "stored", form: .size, about: "The most bytes of the artifact."),
            Key(
                name: "growth", form: .share,
                about: "The most that the artifact may be larger than in the last run that was green."),
        ], rules: [.some(["raw", "stored", "growth"])])
}
