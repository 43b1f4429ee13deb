/// What an artifact is and how it starts: the part of its manifest that the packer is told.
package struct ArtifactDescription: Hashable, Encodable, Sendable {
    /// The app's name: ASCII letters, digits, `_`, `-` and `.`, since folders are named after it.
    package var app: String
    package var version: String
    package var mode: Mode
    package var otp: String
    /// Empty for an app without Elixir.
    package var elixir: String
    /// The target's name.
    package var target: String
    /// The cell's id.
    package var cell: String
    /// The program to become; `{root}` stands for the unpacked release, `{self}` for the artifact.
    package var program: String
    /// Its arguments; an element `{args}` stands for those of the artifact's caller.
    package var arguments: [String]
    /// `NAME=VALUE` with the same placeholders; the rest of the caller's environment stays.
    package var environment: [String]
    /// Instead of the arguments, for a second program that evaluates something in the running service; may be empty.
    package var rpc: [String] = []
    /// The same for a shell in the running service.
    package var remote: [String] = []
    /// Whether the launcher acts on control words, or takes them for arguments of the program.
    package var hasControl = true
    /// The smoke tests, as one line of JSON.
    package var smoke: String
    /// Further lines for other readers, by key; the launcher skips them.
    package var properties: [String: String]

    package init(
        app: String, version: String, mode: Mode, otp: String, elixir: String = "", target: String, cell: String,
        program: String, arguments: [String] = [], environment: [String] = [], smoke: String = "",
        properties: [String: String] = [:]
    ) {
        self.app = app
        self.version = version
        self.mode = mode
        self.otp = otp
        self.elixir = elixir
        self.target = target
        self.cell = cell
        self.program = program
        self.arguments = arguments
        self.environment = environment
        self.smoke = smoke
        self.properties = properties
    }

    private enum CodingKeys: String, CodingKey {
        case app, version, mode, otp, elixir, target, cell
        case program = "exec"
        case arguments, environment, rpc, remote
        case hasControl = "control"
        case smoke, properties
    }
}
