/// The commands at the front of a 64-bit Mach-O program that tell where its parts lie; see Apple's mach-o/loader.h. The launcher's
/// `macho.h` reads them likewise.
struct LoadCommands: Sendable {
    /// No more of a file's front is looked at; the commands of launchers take far less.
    static let limit = 8192
    static let magic: [UInt8] = [0xCF, 0xFA, 0xED, 0xFE]

    /// One of them, by its place in the front.
    struct Command: Sendable {
        let kind: UInt32
        let place: Int
        let size: Int
    }

    /// What a command is for.
    enum Kind {
        static let segment: UInt32 = 0x19
        static let symbols: UInt32 = 0x2
        static let dynamicSymbols: UInt32 = 0xB
        static let signature: UInt32 = 0x1D
        /// Tables of the last segment that the loader reads: starts of functions, data in code, exports, fixups.
        static let tables: [UInt32] = [0x26, 0x29, 0x8000_0033, 0x8000_0034]
    }

    private(set) var bytes: [UInt8]
    let commands: [Command]

    /// Nil unless the bytes begin such a program, with all of its commands.
    init?(_ bytes: [UInt8]) {
        guard bytes.starts(with: Self.magic), bytes.count >= 32 else { return nil }
        self.bytes = bytes
        var commands: [Command] = []
        var place = 32
        for _ in 0..<Self.number(bytes, at: 16, as: UInt32.self) {
            guard place + 8 <= bytes.count else { return nil }
            let size = Int(Self.number(bytes, at: place + 4, as: UInt32.self))
            guard size >= 8, size <= bytes.count - place else { return nil }
            let kind = Self.number(bytes, at: place, as: UInt32.self)
            commands.append(Command(kind: kind, place: place, size: size))
            place += size
        }
        self.commands = commands
    }

    /// A number of a command, `offset` bytes behind its beginning; 0 where the command is too short for it.
    func number<Number: FixedWidthInteger>(_ command: Command, _ offset: Int, as type: Number.Type) -> Number {
        guard offset + type.bitWidth / 8 <= command.size else { return 0 }
        return Self.number(bytes, at: command.place + offset, as: type)
    }

    mutating func set(_ command: Command, _ offset: Int, to number: some FixedWidthInteger) {
        let new = withUnsafeBytes(of: number.littleEndian) { Array($0) }
        guard offset + new.count <= command.size else { return }
        bytes.replaceSubrange((command.place + offset)..<(command.place + offset + new.count), with: new)
    }

    func isSegment(_ command: Command, named name: String) -> Bool {
        guard command.kind == Kind.segment, command.size >= 72 else { return false }
        let field = bytes[(command.place + 8)..<(command.place + 24)]
        return field.prefix { $0 != 0 }.elementsEqual(name.utf8)
    }

    func segment(_ name: String) -> Command? { commands.first { isSegment($0, named: name) } }

    private static func number<Number: FixedWidthInteger>(
        _ bytes: [UInt8], at place: Int, as type: Number.Type
    ) -> Number {
        bytes.withUnsafeBytes { Number(littleEndian: $0.loadUnaligned(fromByteOffset: place, as: type)) }
    }
}
