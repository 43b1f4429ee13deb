package import Matrix

/// A matrix file as `bmatrix init` writes it: few lines, each with a comment, and a test for each app.
package struct MatrixDraft: Sendable {
    /// An app of the file.
    package struct App: Hashable, Sendable {
        package var name: String
        package var mode: Mode
        package var release: String?
        package var app: String?

        package init(name: String, mode: Mode, release: String?, app: String?) {
            self.name = name
            self.mode = mode
            self.release = release
            self.app = app
        }
    }

    /// What the project is, in words.
    package var project: String
    package var apps: [App]
    /// The OTP release that is asked for.
    package var otp: String
    package var target: String
    /// What a person may want to know about versions, one line each.
    package var notes: [String]

    package init(project: String, apps: [App], otp: String, target: String, notes: [String]) {
        self.project = project
        self.apps = apps
        self.otp = otp
        self.target = target
        self.notes = notes
    }

    /// The file.
    package var text: String {
        ([head, appsSection, matrixSection, smokeSection].joined(separator: "\n"))
    }

    private var head: String {
        """
        # What is built from \(project), and what must be true of it.
        #   bmatrix run      builds, packs and tests all of it; artifacts and reports go to dist/
        #   bmatrix plan     tells what would be done
        #   bmatrix check    looks at this file alone
        version: 1

        """
    }

    private var appsSection: String {
        var lines = ["apps:"]
        for (app, name) in zip(apps, names) {
            lines.append("  \(name):")
            lines.append("    path: .                     # relative to this file")
            if let member = app.app { lines.append(Self.line("    app: \(member)", "the umbrella's app")) }
            if let release = app.release { lines.append(Self.line("    release: \(release)", "the release to build")) }
            lines.append(Self.line("    modes: [\(app.mode.rawValue)]", Self.meaning(of: app.mode)))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    private var matrixSection: String {
        let remarks = notes.map { "  # \($0)\n" }.joined()
        return """
            matrix:                         # a cell for each app x target x OTP x Elixir
              target: [\(target)]
            \(remarks)  otp: ["\(otp)"]                   # in quotes; more of them: ["27", "29"]
              elixir: auto                  # the newest that goes with the OTP; or a list: ["1.18"]

            sources: [debian]               # where Erlang, Elixir and rebar3 come from

            """
    }

    private var smokeSection: String {
        var lines = ["smoke:                          # run on the packed files: now say what yours must do"]
        for (app, name) in zip(apps, names) { lines += ["  \(name):"] + Self.test(app.mode) }
        return lines.joined(separator: "\n") + "\n"
    }

    private static func test(_ mode: Mode) -> [String] {
        switch mode {
        case .daemon:
            [
                "    - name: stays up, and stops when told",
                "      daemon: {ready: {up: 2s}}   # better: {port: \"4000\"} or {log: \"listening\"}",
            ]
        case .cli, .tui, .escript:
            [
                "    - name: starts and ends",
                "      run: []                     # its arguments, such as [greet, Ana]",
                "      expect: {exit: any}         # any status but no crash; better: {exit: 0, stdout: \"Hello, Ana!\\n\"}",
            ]
        }
    }

    private static func meaning(of mode: Mode) -> String {
        switch mode {
        case .cli: "a release that ends by itself; daemon for a service, tui for a terminal"
        case .tui: "a release on a terminal"
        case .daemon: "a release that stays up; cli for a command that ends by itself"
        case .escript: "an escript with the runtime it needs"
        }
    }

    private static func line(_ text: String, _ comment: String) -> String {
        text + String(repeating: " ", count: max(1, 32 - text.count)) + "# \(comment)"
    }

    /// A name of its own for each app: modes are no names, and a project may make an escript and a release of one name.
    private var names: [String] {
        var taken = Set(Mode.allCases.map(\.rawValue))
        return apps.map { app in
            var name = app.name
            if taken.contains(name) { name = "\(app.name)_\(app.mode.rawValue)" }
            while taken.contains(name) { name += "_" }
            taken.insert(name)
            return name
        }
    }
}
