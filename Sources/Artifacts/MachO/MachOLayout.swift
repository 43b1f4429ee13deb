/// Load commands on their way to another layout: the artifact's segment grows or shrinks, and the last one moves.
struct MachOLayout {
    private(set) var commands: LoadCommands
    /// By how many bytes, modulo 2^64.
    private let moved: UInt64

    init(_ commands: LoadCommands, moved: UInt64) {
        self.commands = commands
        self.moved = moved
        for command in commands.commands {
            switch command.kind {
            case LoadCommands.Kind.symbols: move(command, [8, 16])
            case LoadCommands.Kind.dynamicSymbols: move(command, [32, 40, 48, 56, 64, 72])
            case let kind where LoadCommands.Kind.tables.contains(kind): move(command, [8])
            default: continue
            }
        }
    }

    /// Places in the last segment; 0 means that there is no such table.
    private mutating func move(_ command: LoadCommands.Command, _ offsets: [Int]) {
        for offset in offsets {
            let place = commands.number(command, offset, as: UInt32.self)
            if place != 0 { commands.set(command, offset, to: place &+ UInt32(truncatingIfNeeded: moved)) }
        }
    }

    mutating func setArtifact(size: UInt64, room: UInt64) {
        guard let segment = commands.segment(MachOPlaces.artifact) else { return }
        commands.set(segment, 32, to: room)
        commands.set(segment, 48, to: room)
        commands.set(segment, 72 + 40, to: size)
    }

    mutating func setLastSegment(at place: UInt64, size: UInt64) {
        guard let segment = commands.segment(MachOPlaces.last) else { return }
        let alignment = MachOPlacement.alignment
        commands.set(segment, 24, to: commands.number(segment, 24, as: UInt64.self) &+ moved)
        commands.set(segment, 32, to: (size + alignment - 1) / alignment * alignment)
        commands.set(segment, 40, to: place)
        commands.set(segment, 48, to: size)
    }

    mutating func setSignature(at place: UInt64, size: Int) {
        for command in commands.commands where command.kind == LoadCommands.Kind.signature {
            commands.set(command, 8, to: UInt32(truncatingIfNeeded: place))
            commands.set(command, 12, to: UInt32(truncatingIfNeeded: size))
        }
    }
}
