internal import Matrix

extension Shape {
    static let defaults = Shape(
        name: "defaults", title: "'defaults'",
        wanted: Wanted(noun: "a mapping", detail: " such as {timeout: {smoke: 1m}, retries: {infra: 3}}"),
        keys: settings)

    static let override = Shape(
        name: "override", title: "an override",
        wanted: Wanted(noun: "a mapping", detail: " such as {when: {otp: \"29*\"}, compression: 3}"),
        keys: [
            Key(name: "when", form: .mapping(selector), about: "The cells it holds for.", isRequired: true),
            Key(
                name: "outcome", form: .choice(OutcomeReading.outcomes),
                about: "What a failure means: the run is red (required), or not (allowed-to-fail), or "
                    + "the cell must fail and passing makes the run red (expected-to-fail)."),
            Key(name: "reason", form: .text, about: "Why it is so; reports show it."),
            Key(
                name: "issue", form: .text,
                about: "Where the work on an expected failure can be followed: #123 or a URL."),
            Key(
                name: "until", form: .date,
                about: "The last day on which an expected failure is accepted; without it there is no end."),
        ] + settings + [
            Key(
                name: "environment", form: .mapping(addedEnvironment),
                about: "Variables that are added to those of the file."),
            Key(name: "smoke", form: .list(.mapping(test)), about: "Further smoke tests."),
        ],
        rules: [
            .some(changes),
            .needs(key: "outcome", value: "allowed-to-fail", others: ["reason"]),
            .needs(key: "outcome", value: "expected-to-fail", others: ["reason", "issue"]),
            .onlyWith(key: "outcome", value: "expected-to-fail", others: ["issue", "until"]),
        ])

    /// The keys of an override that change something.
    static let changes = ["outcome"] + settings.map(\.name) + ["environment", "smoke"]

    static let profile = Shape(
        name: "profile", title: "a profile",
        wanted: Wanted(noun: "a mapping", detail: " such as {select: \"otp=27*,mode=cli\", limits: {time: 1h}}"),
        keys: [
            Key(
                name: "select", form: .oneOrMore(.text),
                about: "Which cells it takes: axis=pattern joined by commas; of several expressions one must match."),
            Key(name: "skip", form: .oneOrMore(.text), about: "Which cells it leaves out, written like select."),
        ] + settings + [
            Key(name: "limits", form: .mapping(limits), about: "What it changes of the file's limits.")
        ], rules: [.some(["select", "skip"] + settings.map(\.name) + ["limits"])])

    static let limits = Shape(
        name: "limits", title: "'limits'",
        wanted: Wanted(noun: "a mapping", detail: " such as {jobs: 4, time: 2h, groups: {ports: 1}}"),
        keys: [
            Key(
                name: "jobs", form: .either([.number(1...1024), .choice(["auto"])]),
                about: "How much is done at once; auto, which is the default, goes by the processors."),
            Key(name: "memory", form: .size, about: "The memory for all that is done at once."),
            Key(name: "disk-free", form: .size, about: "What must stay free on the disks of output and cache."),
            Key(name: "time", form: .time, about: "How long the run may take."),
            Key(
                name: "groups", form: .named(Form.groupPattern, .number(1...1024)),
                about: "Groups of cells that share something scarce, and how many of one are worked on at once."),
            Key(name: "fail-fast", form: .truth, about: "Whether no further cell is begun once one is red."),
        ])

    private static let settings = [
        Key(name: "compression", form: .number(1...22), about: "The zstd level of artifacts; 19 if nothing is said."),
        controlWords,
        Key(name: "timeout", form: .mapping(timeouts), about: "How long the parts of a cell may take."),
        Key(name: "retries", form: .mapping(retries), about: "How often something that failed is tried again."),
        Key(
            name: "leaks", form: .choice(LeakPolicy.allCases.map(\.rawValue)),
            about: "What processes mean that a build or a test leaves behind; fail if nothing is said."),
        network,
        Key(
            name: "run-with", form: .text,
            about:
                "What runs artifacts for another processor: an emulator by name or path, auto to look for one (the default), or "
                + "nothing, and then their smoke tests are skipped."),
        Key(
            name: "memory", form: .size,
            about: "The memory that the heaviest step of the cell is expected to use; else known from earlier runs."),
        Key(
            name: "glibc", form: .glibc,
            about: "The newest glibc that the artifact may need; what its files need more fails the cell."),
        groups,
    ]

    static let controlWords = Key(
        name: "control-words", form: .choice(["on", "off"]),
        about: "Whether artifacts act on words such as bmx:info; on if nothing is said.")

    static let network = Key(
        name: "network", form: .truth,
        about: "Whether builds and smoke tests may use the network beyond this machine; false if nothing is said.")

    static let groups = Key(
        name: "groups", form: .oneOrMore(.group, mayBeEmpty: true),
        about: "The groups of limits.groups that the cells belong to.")

    static let timeouts = Shape(
        name: "timeouts", title: "'timeout'",
        wanted: Wanted(noun: "a mapping", detail: " such as {build: 20m, smoke: 30s}"),
        keys: [
            Key(name: "fetch", form: .time, about: "Getting a runtime or the project's dependencies; 30m."),
            Key(name: "build", form: .time, about: "Compiling, or packing; 20m."),
            Key(name: "smoke", form: .time, about: "One smoke test; 30s."),
            Key(name: "grace", form: .time, about: "From SIGTERM to SIGKILL; 5s."),
            Key(name: "cell", form: .time, about: "All work on a cell together; no limit if nothing is said."),
        ])

    static let retries = Shape(
        name: "retries", title: "'retries'", wanted: Wanted(noun: "a mapping", detail: " such as {infra: 2, smoke: 1}"),
        keys: [
            Key(name: "infra", form: .number(0...10), about: "After failures of network or disk; 2."),
            Key(
                name: "smoke", form: .number(0...10),
                about: "After a failed smoke test; 0. A test that passes then is reported as flaky."),
        ])
}
