import Matrix

extension Manifest {
    /// The `key=value` lines in their fixed order; a value that would break a line is `artifact.invalid-value`.
    func text() throws(ArtifactError) -> String {
        var lines = ManifestLines()
        try lines.add("bmatrix", "\(Footer.version).\(Footer.minorVersion)")
        try addDescription(to: &lines)
        for (key, value) in description.properties.sorted(by: { $0.key < $1.key }) {
            try Manifest.checkProperty(key)
            try lines.add(key, value)
        }
        if !description.smoke.isEmpty { try lines.add("smoke", description.smoke) }
        try lines.add("id", id)
        try lines.add("launcher", "\(launcherDigest) \(Manifest.hex(launcherHash))")
        for component in Component.allCases {
            if let size = contents[component] { try lines.add("content", "\(component.rawValue) \(size)") }
        }
        for layer in layers {
            try lines.add("layer", "\(layer.component.rawValue) \(layer.id)")
            for mount in layer.mounts { try lines.add("mount", "\(layer.component.rawValue) \(mount)") }
        }
        for frame in frames { try lines.add("frame", Manifest.line(of: frame)) }
        return lines.text
    }

    /// Refuses a description that no launcher could start.
    static func check(_ description: ArtifactDescription) throws(ArtifactError) {
        var lines = ManifestLines()
        let blank = Manifest(
            description: description, id: "", launcherDigest: "", launcherHash: 0, contents: [:], frames: [])
        try blank.addDescription(to: &lines)
        if !isName(description.app) {
            throw .invalidValue(key: "app", detail: "'\(description.app)' is not a name of letters, digits, _, - and .")
        }
        for assignment in description.environment {
            guard let mark = assignment.firstIndex(of: "="), mark != assignment.startIndex else {
                throw .invalidValue(key: "env", detail: "'\(assignment)' is not NAME=VALUE")
            }
        }
    }

    private func addDescription(to lines: inout ManifestLines) throws(ArtifactError) {
        let pairs = [
            ("app", description.app), ("version", description.version), ("mode", description.mode.rawValue),
            ("otp", description.otp), ("elixir", description.elixir), ("target", description.target),
            ("cell", description.cell), ("exec", description.program),
        ]
        for (key, value) in pairs { try lines.add(key, value) }
        for argument in description.arguments { try lines.add("arg", argument) }
        for assignment in description.environment { try lines.add("env", assignment) }
        for argument in description.rpc { try lines.add("rpc", argument) }
        for argument in description.remote { try lines.add("remote", argument) }
        if !description.hasControl { try lines.add("control", "off") }
    }

    private static func checkProperty(_ key: String) throws(ArtifactError) {
        let isWord = !key.isEmpty && key.utf8.allSatisfy { isLetter($0) || isDigit($0) || "_-.".utf8.contains($0) }
        if !isWord || reservedKeys.contains(key) {
            throw .invalidValue(key: key, detail: "is not a free name of letters, digits, _, - and .")
        }
    }

    /// The same rule as the launcher's.
    static func isName(_ text: String) -> Bool {
        guard let first = text.utf8.first, first != UInt8(ascii: "."), text.utf8.count <= 128 else { return false }
        return text.utf8.allSatisfy { isLetter($0) || isDigit($0) || "_-.".utf8.contains($0) }
    }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    private static func line(of frame: Frame) -> String {
        "\(frame.offset) \(frame.stored) \(frame.raw) \(frame.component.rawValue) \(hex(frame.hash))"
    }

    private static func hex(_ number: UInt64) -> String {
        let digits = String(number, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}

/// Lines that can be told apart again.
private struct ManifestLines {
    private(set) var text = ""

    mutating func add(_ key: String, _ value: String) throws(ArtifactError) {
        if value.utf8.contains(where: { $0 == UInt8(ascii: "\n") || $0 == 0 }) {
            throw .invalidValue(key: key, detail: "contains a line break or a zero byte")
        }
        text += "\(key)=\(value)\n"
    }
}
