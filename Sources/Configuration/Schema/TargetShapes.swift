internal import Matrix

/// What may stand for a target, and for a version that is asked for.
extension Shape {
    static let target = Shape(
        name: "target", title: "a target",
        wanted: Wanted(noun: "a mapping", detail: " such as {target: auto, arch: arm64, libc: musl}"),
        keys: [
            Key(
                name: "target", form: .either(named),
                about: "The target that the others are different from; auto, which is this host, if nothing is said."),
            Key(name: "os", form: .choice(OperatingSystem.allCases.map(\.rawValue)), about: "Its operating system."),
            Key(name: "arch", form: .choice(Architecture.allCases.map(\.rawValue)), about: "Its processor."),
            Key(
                name: "libc", form: .choice(CLibrary.allCases.map(\.rawValue)),
                about: "Its C library; bundled is one that travels in the artifact."),
            Key(
                name: "glibc", form: .matching("^[0-9]+\\.[0-9]+$", example: "2.31", orNumber: true),
                about: "The newest glibc that the artifact may need."),
        ], rules: [.some(["target", "os", "arch", "libc", "glibc"])])
}

extension Form {
    /// A name, a triple or a mapping.
    static let target = Form.either(Shape.named + [.mapping(.target)])
    static let otp = Form.either([.choice(VersionRequest.words), .version])
    static let elixir = Form.either([.choice(["latest"]), .version])
}

extension Shape {
    /// Names that people choose from, triples, and the names that targets without one are given.
    fileprivate static let named: [Form] = [
        .choice(Target.names),
        .matching(
            "^(\(TargetTriple.pattern)|\(Platform.targetNamePattern))$", example: "x86_64-unknown-linux-musl"),
    ]
}
