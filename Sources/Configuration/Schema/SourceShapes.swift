extension Shape {
    static let source = Shape(
        name: "source", title: "a source",
        wanted: Wanted(
            noun: "a source",
            detail: ": a name such as debian, or one name and its settings such as {system: {otp: /opt/otp}}"),
        keys: [
            Key(name: "debian", form: .mapping(debian), about: "The packages of Debian."),
            Key(name: "hexpm", form: .mapping(hexpm), about: "The builds of OTP and Elixir that the Hex team makes."),
            Key(name: "batamanta", form: .mapping(batamanta), about: "The runtimes that a MANIFEST.json lists."),
            Key(name: "beammachine", form: .mapping(beammachine), about: "Universal builds that bring their musl."),
            Key(name: "url", form: .mapping(url), about: "Runtimes at URLs of a pattern, each with a checksum."),
            Key(name: "directory", form: .mapping(directory), about: "Built trees in folders of this machine."),
            Key(name: "archive", form: .mapping(archive), about: "Archives of built trees on this machine."),
            Key(name: "system", form: .mapping(system), about: "What is installed on this host."),
            Key(name: "built", form: .mapping(built), about: "What `bmatrix runtimes build` has made."),
        ],
        rules: [
            .one(["debian", "hexpm", "batamanta", "beammachine", "url", "directory", "archive", "system", "built"])
        ])

    /// The sources that can do without settings.
    static let plainSources = ["debian", "hexpm", "system", "built"]

    static let built = Shape(
        name: "built", title: "'built'", wanted: Wanted(noun: "an empty mapping", detail: ": it has no settings"),
        keys: [])

    static let debian = Shape(
        name: "debian", title: "'debian'",
        wanted: Wanted(noun: "a mapping", detail: " such as {mirror: \"http://mirror.example/debian\"}"),
        keys: [
            Key(
                name: "mirror", form: .url("http://mirror.example/debian"),
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
                about: "The file of the OpenPGP keys that count; those of Debian's archive if nothing is said."), token,
        ])

    static let hexpm = Shape(
        name: "hexpm", title: "'hexpm'",
        wanted: Wanted(
            noun: "a mapping", detail: " such as {mirror: \"https://mirror.example\", distro: ubuntu-22.04}"),
        keys: [
            Key(
                name: "mirror", form: .url("https://mirror.example"),
                about: "The URL of the folder that holds 'builds'; that of HEX_BUILDS_URL if nothing is said."),
            Key(
                name: "distro",
                form: .oneOrMore(.matching("^[a-z][a-z0-9_]*-[0-9]+(\\.[0-9]+)*$", example: "ubuntu-22.04")),
                about: "The distributions whose builds are taken; ubuntu-22.04 if nothing is said."), token, plainHTTP,
        ])

    static let batamanta = Shape(
        name: "batamanta", title: "'batamanta'",
        wanted: Wanted(noun: "a mapping", detail: " such as {url: \"https://mirror.example/MANIFEST.json\"}"),
        keys: [
            Key(
                name: "url", form: .url("https://mirror.example/MANIFEST.json"), about: "The manifest's URL.",
                isRequired: true), checksums, trust, token, plainHTTP,
            Key(
                name: "glibc", form: .version,
                about: "The oldest glibc that its builds for glibc start on; 2.35 if nothing is said."),
        ])

    static let beammachine = Shape(
        name: "beammachine", title: "'beammachine'",
        wanted: Wanted(noun: "a mapping", detail: " such as {url: \"https://mirror.example/universal\"}"),
        keys: [
            Key(
                name: "url", form: .url("https://mirror.example/universal"),
                about: "The URL of the folder that holds OTP-… and musl.", isRequired: true), checksums, trust, token,
            plainHTTP,
        ])

    static let url = Shape(
        name: "url", title: "'url'",
        wanted: Wanted(
            noun: "a mapping",
            detail: " such as {url: \"https://mirror.example/otp-{otp}-{target}.tar.gz\", "
                + "checksums: \"https://mirror.example/SHA256SUMS\"}"),
        keys: [
            Key(
                name: "url", form: .url("https://mirror.example/otp-{otp}-{target}.tar.gz"),
                about: "The URL of a runtime, with {otp}, {target}, {os}, {arch} and {libc} for what is asked for.",
                isRequired: true),
            Key(
                name: "checksums", form: checksumForm,
                about: "The URL of a file like SHA256SUMS, or the SHA-256 of each file by OTP and target or by name.",
                isRequired: true), token, plainHTTP,
        ])

    static let directory = Shape(
        name: "directory", title: "'directory'",
        wanted: Wanted(noun: "a mapping", detail: " such as {otp: /opt/otp-27, elixir: /opt/elixir-1.18}"),
        keys: [
            Key(name: "otp", form: .oneOrMore(.path), about: "Folders that hold an OTP: bin, erts-*, lib, releases."),
            Key(name: "elixir", form: .oneOrMore(.path), about: "Folders that hold an Elixir: bin and lib."),
        ], rules: [.some(["otp", "elixir"])])

    static let archive = Shape(
        name: "archive", title: "'archive'", wanted: Wanted(noun: "a mapping", detail: " such as {otp: otp-27.tar.gz}"),
        keys: [
            Key(
                name: "otp", form: .oneOrMore(.path), about: "Archives of an OTP: tar (gz, xz, zst), zip or deb.",
                isRequired: true)
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

    static let fallback = Shape(
        name: "fallback", title: "'fallback'",
        wanted: Wanted(noun: "system", detail: ", or a mapping such as {system: {otp: /opt/otp}}"),
        keys: [
            Key(
                name: "system", form: .mapping(system), about: "Where the host's own Erlang and Elixir are.",
                isRequired: true)
        ])

    private static let checksumForm = Form.either([
        .url("https://mirror.example/SHA256SUMS"),
        .named(
            "^[^\\u0000]+$", .matching("^[0-9a-f]{64}$", example: String(repeating: "0", count: 64), orNumber: true)),
    ])

    private static let checksums = Key(
        name: "checksums", form: checksumForm,
        about: "The URL of a file like SHA256SUMS, or the SHA-256 of each file by OTP and platform or by name; "
            + "SHA256SUMS beside the source's own files if nothing is said.")

    private static let token = Key(
        name: "token-env", form: .matching(Form.variablePattern, example: "MIRROR_TOKEN"),
        about: "The environment variable that holds the token of a private mirror.")

    private static let plainHTTP = Key(
        name: "plain-http", form: .truth,
        about: "Whether the server may be asked without encryption; false if nothing is said, loopback always may.")

    private static let trust = Key(
        name: "trust", form: .choice(["first-use"]),
        about: "Takes what comes first where there is no checksum, and nothing else from then on.")
}

extension Form {
    fileprivate static func url(_ example: String) -> Form { .matching("^https?://[!-.0-~][!-~]*$", example: example) }
}
