/// A Mach-O file of macOS and its relatives, of one processor or of several; see mach-o/loader.h and mach-o/fat.h.
struct MachOFile {
    let file: NativeFile

    /// How a file may begin: 32 and 64 bits in both byte orders, and the two forms of universal files.
    static let marks: [[UInt8]] = [
        [0xCE, 0xFA, 0xED, 0xFE], [0xCF, 0xFA, 0xED, 0xFE], [0xFE, 0xED, 0xFA, 0xCE], [0xFE, 0xED, 0xFA, 0xCF],
        [0xCA, 0xFE, 0xBA, 0xBE], [0xCA, 0xFE, 0xBA, 0xBF],
    ]

    /// Modules of Java begin like universal files, with a version where these have the number of their parts.
    private static let mostParts = 20

    init?(_ bytes: [UInt8]) {
        let data = NativeBytes(bytes: bytes, isBigEndian: true)
        let slices: [MachOSlice]
        switch data.number(0, 4) {
        case 0xCAFE_BABE: slices = Self.slices(data, width: 4)
        case 0xCAFE_BABF: slices = Self.slices(data, width: 8)
        default: slices = MachOSlice(bytes, at: 0).map { [$0] } ?? []
        }
        guard let first = slices.first else { return nil }
        file = NativeFile(
            format: .machO, role: first.role, machines: slices.map(\.machine), system: first.system,
            interpreter: first.interpreter, needed: first.needed)
    }

    private static func slices(_ data: NativeBytes, width: Int) -> [MachOSlice] {
        guard let count = data.number(4, 4), count <= mostParts else { return [] }
        return (0..<count).compactMap { index in
            let entry = 8 + index * (width == 4 ? 20 : 32)
            return data.number(entry + 8, width).flatMap { MachOSlice(data.bytes, at: $0) }
        }
    }
}

/// The part of a Mach-O file for one processor.
struct MachOSlice {
    let machine: String
    let role: NativeFile.Role
    private(set) var system = "macos"
    private(set) var interpreter: String?
    private(set) var needed: [String] = []

    private static let machines = [7: "x86", 12: "arm", 0x0100_0007: "x86_64", 0x0100_000C: "arm64"]
    private static let systems = [1: "macos", 2: "ios", 3: "tvos", 4: "watchos", 6: "macos", 7: "ios"]

    private enum LoadCommand {
        static let library = 0xC
        static let weakLibrary = 0x8000_0018
        static let loader = 0xE
        static let buildVersion = 0x32
        static let oldestPhone = 0x25
    }

    init?(_ bytes: [UInt8], at start: Int) {
        guard let (isBigEndian, headerSize) = Self.form(NativeBytes(bytes: bytes).number(start, 4)) else { return nil }
        let data = NativeBytes(bytes: bytes, isBigEndian: isBigEndian)
        guard let processor = data.number(start &+ 4, 4), let type = data.number(start &+ 12, 4),
            let count = data.number(start &+ 16, 4)
        else { return nil }
        machine = Self.machines[processor] ?? "machine \(processor)"
        role = type == 2 ? .program : type == 6 || type == 8 ? .library : .object
        var place = start &+ headerSize
        for _ in 0..<min(count, 4096) {
            guard let command = data.number(place, 4), let size = data.number(place &+ 4, 4), size >= 8 else { break }
            take(command, data, place)
            place = place &+ size
        }
    }

    /// Byte order and size of the header, by the first number as a little-endian one.
    private static func form(_ mark: Int?) -> (isBigEndian: Bool, headerSize: Int)? {
        switch mark {
        case 0xFEED_FACE: (false, 28)
        case 0xFEED_FACF: (false, 32)
        case 0xCEFA_EDFE: (true, 28)
        case 0xCFFA_EDFE: (true, 32)
        default: nil
        }
    }

    private mutating func take(_ command: Int, _ data: NativeBytes, _ place: Int) {
        switch command {
        case LoadCommand.library, LoadCommand.weakLibrary:
            if let name = data.number(place &+ 8, 4), let text = data.text(place &+ name) { needed.append(text) }
        case LoadCommand.loader:
            if let name = data.number(place &+ 8, 4) { interpreter = data.text(place &+ name) }
        case LoadCommand.buildVersion:
            if let platform = data.number(place &+ 8, 4) { system = Self.systems[platform] ?? "platform \(platform)" }
        case LoadCommand.oldestPhone: system = "ios"
        default: return
        }
    }
}
