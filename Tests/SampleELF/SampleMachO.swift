/// Small Mach-O files with just the parts that tell what they are for; see mach-o/loader.h.
package struct SampleMachO {
    /// 0x0100_0007 for x86_64, 0x0100_000C for arm64.
    package var processor = 0x0100_000C
    /// 2 for a program, 6 for a library, 8 for a bundle.
    package var type = 8
    package var libraries: [String] = []
    /// 1 for macOS, 2 for iOS.
    package var platform = 1

    package init(processor: Int = 0x0100_000C, type: Int = 8, libraries: [String] = [], platform: Int = 1) {
        self.processor = processor
        self.type = type
        self.libraries = libraries
        self.platform = platform
    }

    /// The file's bytes.
    package var bytes: [UInt8] {
        var commands = [numbers([0x32, 24, platform, 0x000C_0000, 0, 0])]
        for library in libraries {
            var name = Array(library.utf8) + [0]
            while name.count % 8 != 0 { name.append(0) }
            commands.append(numbers([0xC, 24 + name.count, 24, 0, 0, 0]) + name)
        }
        let body = commands.flatMap(\.self)
        return numbers([0xFEED_FACF, processor, 0, type, commands.count, body.count, 0, 0]) + body
    }

    /// One file of several, for a processor each.
    package static func universal(_ parts: [SampleMachO]) -> [UInt8] {
        var place = 8 + parts.count * 20
        var head = bigEndian([0xCAFE_BABE, parts.count])
        var body: [UInt8] = []
        for part in parts {
            let bytes = part.bytes
            head += bigEndian([part.processor, 0, place, bytes.count, 0])
            body += bytes
            place += bytes.count
        }
        return head + body
    }

    private func numbers(_ values: [Int]) -> [UInt8] { Self.bigEndian(values, reversed: true) }

    private static func bigEndian(_ values: [Int], reversed: Bool = false) -> [UInt8] {
        values.flatMap { value in
            let bytes = (0..<4).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
            return reversed ? bytes : bytes.reversed()
        }
    }
}

/// A small PE file: what tells the processor, and whether it is a library.
package func samplePE(machine: Int, isLibrary: Bool = true) -> [UInt8] {
    func number(_ value: Int, _ size: Int) -> [UInt8] {
        (0..<size).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }
    let stub = [0x4D, 0x5A] + [UInt8](repeating: 0, count: 0x3A) + number(0x40, 4)
    return stub + [0x50, 0x45, 0, 0] + number(machine, 2) + [UInt8](repeating: 0, count: 16)
        + number(isLibrary ? 0x2022 : 0x22, 2)
}
