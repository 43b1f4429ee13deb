import FoundationEssentials
package import Matrix

/// A lock file: all that requests of a matrix came out as, each pin in lines of its own, so that versions of it merge.
package struct LockFile: Hashable, Sendable {
    /// Its name, beside the matrix file.
    package static let name = "bmatrix.lock"
    private static let format = 1

    /// By name.
    package private(set) var pins: [String: Pin]

    /// A lock of some pins.
    package init(_ pins: some Sequence<Pin>) {
        self.pins = Dictionary(pins.map { ($0.pin, $0) }) { first, _ in first }
    }

    /// The pins that a run for some targets on a machine goes by.
    package func serving(_ targets: [Target], host: Architecture) -> LockFile {
        let ends = targets.map(PinName.suffix) + [PinName.machine(host)]
        return LockFile(pins.values.filter { pin in !pin.isRuntime || ends.contains { pin.pin.hasSuffix($0) } })
    }

    /// The pins without those of an OTP, by its version, the beginning of one, or as it was asked for; `all` leaves none.
    package func without(_ otp: String) -> LockFile {
        if otp == "all" { return LockFile([]) }
        return LockFile(
            pins.values.filter { pin in
                let words = pin.pin.split(separator: " ")
                let named = words.firstIndex(of: "otp").map { words[words.index(after: $0)...].prefix(1) } ?? []
                let texts = named.map(String.init) + (pin.isRuntime ? [pin.version.text] : [])
                return !texts.contains { $0 == otp || $0.hasPrefix("\(otp).") }
            })
    }

    private struct Document: Codable {
        var format: Int
        var pins: [Pin?]

        enum CodingKeys: String, CodingKey {
            case format = "bmatrix-lock"
            case pins
        }
    }

    /// Reads a lock file; `place` is for the message.
    package init(reading bytes: [UInt8], place: String) throws(RuntimesError) {
        guard let document = try? JSONDecoder().decode(Document.self, from: Data(bytes)) else {
            throw .unreadableLock(place, "it is damaged, or holds the marks of a merge")
        }
        guard document.format == Self.format else {
            throw .unreadableLock(place, "its format \(document.format) is not known to this version")
        }
        self.init(document.pins.compactMap(\.self))
    }

    /// The file's text: pins by name, a line for what is pinned and one for each file. The `null` at its end gives every pin a comma,
    /// so that what two people add does not meet in one line.
    package var text: String {
        let pins = pins.sorted { $0.key < $1.key }.map { Self.text(of: $0.value) }
        return "{\"bmatrix-lock\": \(Self.format), \"pins\": [\n\(pins.joined())null]}\n"
    }

    private static func text(of pin: Pin) -> String {
        var head = [
            ("pin", json(pin.pin)), ("version", json(pin.version)), ("source", json(pin.source)),
            ("origin", json(pin.origin)),
        ]
        if let platform = pin.platform { head.append(("platform", json(platform))) }
        if let otp = pin.otp { head.append(("otp", json(otp))) }
        let fields = head.map { "\"\($0.0)\": \($0.1)" }.joined(separator: ", ")
        let files = pin.files.sorted { ($0.name, $0.url) < ($1.name, $1.url) }.map { "  \(json($0))" }
        return "{\(fields), \"files\": [\n\(files.joined(separator: ",\n"))\n]},\n"
    }

    private static func json(_ value: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "null"
    }
}

extension RuntimesError {
    fileprivate static func unreadableLock(_ place: String, _ complaint: String) -> RuntimesError {
        RuntimesError(
            "lock.unreadable", "\(place) cannot be read: \(complaint)",
            hint: "`bmatrix runtimes lock` writes it anew once it is removed")
    }
}
