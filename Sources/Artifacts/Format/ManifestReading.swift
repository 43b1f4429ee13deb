import Matrix

extension Manifest {
    /// Reads the lines; unknown keys are skipped, later versions may add some. Nil is never given: what is wrong is
    /// told in words that follow "its manifest".
    init(text: [UInt8]) throws(ManifestFault) {
        let lines = ManifestFields(text)
        guard let mode = Mode(rawValue: lines.value("mode")) else { throw ManifestFault("names no known mode") }
        description = ArtifactDescription(
            app: lines.value("app"), version: lines.value("version"), mode: mode, otp: lines.value("otp"),
            elixir: lines.value("elixir"), target: lines.value("target"), cell: lines.value("cell"),
            program: lines.value("exec"), arguments: lines.values("arg"), environment: lines.values("env"),
            smoke: lines.value("smoke"), properties: lines.properties)
        description.rpc = lines.values("rpc")
        description.remote = lines.values("remote")
        description.hasControl = lines.value("control") != "off"
        id = lines.value("id")
        let launcher = lines.value("launcher").split(separator: " ")
        guard launcher.count == 2, let hash = UInt64(launcher[1], radix: 16) else {
            throw ManifestFault("does not tell the launcher's digest")
        }
        launcherDigest = String(launcher[0])
        launcherHash = hash
        contents = try Manifest.contents(lines.values("content"))
        layers = try Manifest.layers(lines.values("layer"), mounts: lines.values("mount"))
        frames = try Manifest.frames(lines.values("frame"))
        guard Manifest.isName(description.app), !description.program.isEmpty, id.utf8.count == 64 else {
            throw ManifestFault("lacks the app's name, the program or the payload's digest")
        }
    }

    /// No file system holds as much; sums of sizes stay far from overflow.
    private static let largestContent: UInt64 = 1 << 48

    private static func contents(_ values: [String]) throws(ManifestFault) -> [Component: UInt64] {
        var contents: [Component: UInt64] = [:]
        for value in values {
            let fields = value.split(separator: " ")
            guard fields.count >= 2, let component = Component(rawValue: String(fields[0])),
                let size = UInt64(fields[1]), size <= largestContent
            else { throw ManifestFault("has a content line that makes no sense") }
            contents[component] = size
        }
        return contents
    }

    private static func layers(_ values: [String], mounts: [String]) throws(ManifestFault) -> [Layer] {
        var layers: [Layer] = []
        for value in values {
            let fields = value.split(separator: " ")
            guard fields.count >= 2, let component = Component(rawValue: String(fields[0])),
                fields[1].utf8.count == 32, fields[1].allSatisfy(\.isHexDigit)
            else { throw ManifestFault("has a layer that makes no sense") }
            layers.append(Layer(component: component, id: String(fields[1]), mounts: []))
        }
        for value in mounts {
            let fields = value.split(separator: " ", maxSplits: 1)
            guard fields.count == 2, let index = layers.firstIndex(where: { $0.component.rawValue == fields[0] })
            else { throw ManifestFault("has a mount that makes no sense") }
            layers[index].mounts.append(String(fields[1]))
        }
        return layers
    }

    private static func frames(_ values: [String]) throws(ManifestFault) -> [Frame] {
        var frames: [Frame] = []
        for value in values {
            let fields = value.split(separator: " ")
            guard fields.count >= 5, let offset = UInt64(fields[0]), let stored = UInt64(fields[1]),
                let raw = UInt64(fields[2]), let component = Component(rawValue: String(fields[3])),
                let hash = UInt64(fields[4], radix: 16)
            else { throw ManifestFault("has a frame that makes no sense") }
            frames.append(Frame(offset: offset, stored: stored, raw: raw, component: component, hash: hash))
        }
        return frames
    }

    /// The frames follow each other from one place to another without a gap.
    func framesFill(from start: UInt64, to end: UInt64) -> Bool {
        var next = start
        for frame in frames {
            guard frame.offset == next, frame.stored > 0 else { return false }
            let (sum, overflow) = next.addingReportingOverflow(frame.stored)
            if overflow { return false }
            next = sum
        }
        return next == end && !frames.isEmpty
    }
}

/// What is wrong with a manifest.
struct ManifestFault: Error {
    let detail: String

    init(_ detail: String) { self.detail = detail }
}

/// The lines of a manifest by key, in their order.
private struct ManifestFields {
    private var lines: [String: [String]] = [:]

    init(_ text: [UInt8]) {
        for line in text.split(separator: UInt8(ascii: "\n")) {
            guard let mark = line.firstIndex(of: UInt8(ascii: "=")) else { continue }
            let key = String(decoding: line[..<mark], as: UTF8.self)
            lines[key, default: []].append(String(decoding: line[(mark + 1)...], as: UTF8.self))
        }
    }

    func value(_ key: String) -> String { lines[key]?.first ?? "" }
    func values(_ key: String) -> [String] { lines[key] ?? [] }

    var properties: [String: String] {
        var properties: [String: String] = [:]
        for (key, values) in lines where !Manifest.reservedKeys.contains(key) { properties[key] = values.first }
        return properties
    }
}
