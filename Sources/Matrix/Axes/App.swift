/// A project to be packed: its folder and the modes it supports.
package struct App: Hashable, Codable, Sendable {
    /// The name in the matrix file.
    package let name: String
    /// The project's folder as written, relative to the matrix file.
    package let path: String
    /// The modes the project supports, as declared.
    package let modes: [Mode]
    /// What a `cli` or `tui` artifact starts.
    package let entry: Entry
    /// The release to build when the project defines several.
    package let release: String?
    /// The member to build where the project is an umbrella.
    package let member: String?
    /// Folders and files outside the project's folder that belong to it, relative to the matrix file.
    package let roots: [String]

    package init(
        name: String, path: String, modes: [Mode], entry: Entry = .application, release: String? = nil,
        member: String? = nil, roots: [String] = []
    ) {
        self.name = name
        self.path = path
        self.modes = modes
        self.entry = entry
        self.release = release
        self.member = member
        self.roots = roots
    }
}

/// What a release does when it is started from the command line.
package enum Entry: Hashable, Codable, Sendable {
    /// The application itself, which reads `System.argv/0` or `:init.get_plain_arguments/0` when it starts.
    case application
    /// A module whose `main/1` gets the arguments, such as `MyApp.CLI` or `my_app_cli`.
    case module(String)
}

/// Which Elixir versions the cells use.
package enum ElixirChoice: Hashable, Codable, Sendable {
    /// The newest that the sources have and that supports the cell's OTP.
    case automatic
    case requests([VersionRequest])
}

/// The values whose product makes the cells.
package struct Axes: Hashable, Codable, Sendable {
    package var targets: [Target]
    package var otp: [VersionRequest]
    package var elixir: ElixirChoice
    package var modes: [Mode]

    package init(targets: [Target], otp: [VersionRequest], elixir: ElixirChoice = .automatic, modes: [Mode]) {
        self.targets = targets
        self.otp = otp
        self.elixir = elixir
        self.modes = modes
    }
}
