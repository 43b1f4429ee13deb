package import Configuration

/// The variables of the caller that a build gets to see: those that the matrix file passes or sets, and no others.
package enum BuildEnvironment {
    /// What version managers put into a shell; never passed on, whatever the file says.
    private static let managers = ["ASDF_", "MISE_", "KERL_", "RTX_"]
    /// What would change the build tools themselves.
    private static let tools = [
        "ERL_", "ERLC_", "ELIXIR_", "MIX_", "HEX_", "REBAR_", "BINDIR", "ROOTDIR", "EMU", "PROGNAME",
    ]

    /// The variables for the builds of a cell.
    package static func variables(_ settings: EnvironmentSettings, caller: [String: String]) -> [String: String] {
        var variables: [String: String] = [:]
        for name in settings.pass where !isStripped(name, settings.strip) {
            if let value = caller[name] { variables[name] = value }
        }
        return variables.merging(settings.set) { $1 }
    }

    private static func isStripped(_ name: String, _ strip: [String]) -> Bool {
        let named = strip.map { $0.uppercased() }
        return (managers + tools).contains { name.hasPrefix($0) }
            || named.contains { name == $0 || name.hasPrefix($0 + "_") }
    }
}
