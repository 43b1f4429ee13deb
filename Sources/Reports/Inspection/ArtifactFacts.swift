package import Matrix

/// What an artifact says of itself, as reports tell of it.
package struct ArtifactFacts: Hashable, Codable, Sendable {
    package var app: String
    package var version: String
    package var mode: Mode
    package var otp: String
    package var elixir: String
    package var target: String
    package var cell: String
    package var exec: String
    package var arguments: [String]
    package var environment: [String]
    /// Further lines of the manifest.
    package var properties: [String: String]
    /// SHA-256 of the payload.
    package var payload: String
    /// SHA-256 of the launcher.
    package var launcher: String
    /// The smoke tests, as one line of JSON.
    package var smoke: String

    package init(
        app: String, version: String, mode: Mode, otp: String, elixir: String, target: String, cell: String,
        exec: String, arguments: [String], environment: [String], properties: [String: String], payload: String,
        launcher: String, smoke: String
    ) {
        self.app = app
        self.version = version
        self.mode = mode
        self.otp = otp
        self.elixir = elixir
        self.target = target
        self.cell = cell
        self.exec = exec
        self.arguments = arguments
        self.environment = environment
        self.properties = properties
        self.payload = payload
        self.launcher = launcher
        self.smoke = smoke
    }

    /// All of it by name, in an order of its own.
    var values: [(name: String, value: String)] {
        [
            ("app", app), ("version", version), ("mode", mode.rawValue), ("otp", otp), ("elixir", elixir),
            ("target", target), ("cell", cell), ("exec", exec), ("arguments", arguments.joined(separator: " ")),
            ("environment", environment.joined(separator: " ")),
        ] + properties.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } + [
            ("smoke", smoke), ("payload", payload), ("launcher", launcher),
        ]
    }
}

/// A program or library in an artifact that a processor runs.
package struct NativeFact: Hashable, Codable, Sendable {
    package var path: String
    /// Whether a program loads it, as the virtual machine loads NIFs.
    package var isLibrary: Bool
    /// The form of the file, such as `ELF`.
    package var format: String
    package var system: String
    package var machines: [String]
    package var libc: String?
    /// The oldest glibc that it starts on.
    package var glibc: String?

    package init(
        path: String, isLibrary: Bool, format: String, system: String, machines: [String], libc: String? = nil,
        glibc: String? = nil
    ) {
        self.path = path
        self.isLibrary = isLibrary
        self.format = format
        self.system = system
        self.machines = machines
        self.libc = libc
        self.glibc = glibc
    }
}

/// Something inside an artifact that has a licence, as the artifact's manifest tells.
package struct LicenceFact: Hashable, Codable, Sendable {
    package var name: String
    package var version: String
    /// SPDX identifiers; empty where none is known.
    package var licences: [String]

    package init(name: String, version: String, licences: [String]) {
        self.name = name
        self.version = version
        self.licences = licences
    }
}

/// A part of an artifact that programs have in common once installed.
package struct LayerFact: Hashable, Codable, Sendable {
    package var component: Component
    package var id: String
    /// Where an install has links into it.
    package var mounts: [String]

    package init(component: Component, id: String, mounts: [String]) {
        self.component = component
        self.id = id
        self.mounts = mounts
    }
}
