import Matrix

extension Inspection {
    /// What the manifest says, by name, in an order of its own.
    var manifest: [(name: String, value: String)] {
        let lines = [
            ("app", description.app), ("version", description.version), ("mode", description.mode.rawValue),
            ("otp", description.otp), ("elixir", description.elixir), ("target", description.target),
            ("cell", description.cell), ("exec", description.program),
            ("arguments", description.arguments.joined(separator: " ")),
            ("environment", description.environment.joined(separator: " ")),
            ("rpc", description.rpc.joined(separator: " ")), ("remote", description.remote.joined(separator: " ")),
            ("control", description.hasControl ? "" : "off"),
        ]
        let properties = description.properties.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        return lines + properties + [("smoke", description.smoke), ("payload", payload), ("launcher", launcher)]
    }
}
