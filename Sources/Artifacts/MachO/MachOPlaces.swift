/// Where an artifact lies in a Mach-O program: in section `__payload` of segment `__BMATRIX`, in front of the last segment, as all of a
/// program must lie in segments for its signature to cover it.
struct MachOPlaces: Hashable, Sendable {
    static let artifact = "__BMATRIX"
    static let last = "__LINKEDIT"

    /// Where the payload begins, and where the artifact's footer ends.
    let begin: UInt64
    let end: UInt64
    /// The last segment, and the signature at its end.
    let lastSegment: UInt64
    let signature: UInt64
    /// Of the whole file.
    let size: UInt64

    /// Nil unless the commands have all of it, in this order.
    init?(_ commands: LoadCommands) {
        guard let own = commands.segment(Self.artifact), let last = commands.segment(Self.last),
            let signing = commands.commands.first(where: { $0.kind == LoadCommands.Kind.signature })
        else { return nil }
        func sum(_ one: UInt64, _ other: UInt64) -> UInt64 { one.addingReportingOverflow(other).partialValue }
        begin = UInt64(commands.number(own, 72 + 48, as: UInt32.self))
        end = sum(begin, commands.number(own, 72 + 40, as: UInt64.self))
        lastSegment = commands.number(last, 40, as: UInt64.self)
        signature = UInt64(commands.number(signing, 8, as: UInt32.self))
        size = sum(signature, UInt64(commands.number(signing, 12, as: UInt32.self)))
        guard begin > 0, begin <= end, end <= lastSegment, lastSegment <= signature, signature <= size,
            sum(lastSegment, commands.number(last, 48, as: UInt64.self)) == size
        else { return nil }
    }
}

extension LoadCommands {
    /// The front as it counts for the launcher's digest: commands that change when an artifact is placed or signed anew have zeros behind
    /// their first 8 bytes.
    var settled: [UInt8] {
        var settled = bytes
        for command in commands where isUnsettled(command) {
            for place in (command.place + 8)..<(command.place + command.size) { settled[place] = 0 }
        }
        return settled
    }

    private func isUnsettled(_ command: Command) -> Bool {
        switch command.kind {
        case Kind.segment:
            isSegment(command, named: MachOPlaces.artifact) || isSegment(command, named: MachOPlaces.last)
        case Kind.symbols, Kind.dynamicSymbols, Kind.signature: true
        default: Kind.tables.contains(command.kind)
        }
    }
}
