/// What the dynamic loader reads of a 64-bit little-endian ELF file; see elf(5) and the System V ABI.
///
/// The bytes need not be trusted: anything out of bounds reads as absent.
package struct ELFFile: Sendable {
    /// The processor, by the numbers of the ABI that matter here.
    package enum Machine: Hashable, Sendable {
        case x86_64, arm64
        case other(UInt16)
    }

    package let machine: Machine
    /// The dynamic loader that a program asks for; `nil` for static programs and for libraries.
    package let interpreter: String?
    /// The shared libraries it needs, in their order.
    package let needed: [String]
    /// The versions of symbols it needs, such as `GLIBC_2.38`, sorted.
    package let symbolVersions: [String]
    /// The versions of symbols it has itself, sorted.
    package let definedVersions: [String]
    /// Whether it is a program that can lie anywhere, even one without a dynamic loader.
    let isPositionIndependent: Bool

    /// Reads a file's bytes; `nil` if it is no 64-bit little-endian ELF file.
    package init?(_ bytes: [UInt8]) {
        let data = NativeBytes(bytes: bytes)
        guard bytes.starts(with: [0x7F, 0x45, 0x4C, 0x46, 2, 1]), let machine = data.number(18, 2) else { return nil }
        switch machine {
        case 62: self.machine = .x86_64
        case 183: self.machine = .arm64
        default: self.machine = .other(UInt16(truncatingIfNeeded: machine))
        }
        let segments = ELFSegments(data)
        interpreter = segments.interpreter.flatMap { data.text($0.offset) }
        let dynamic = ELFDynamic(data, segments)
        needed = dynamic.needed
        symbolVersions = dynamic.symbolVersions.sorted()
        definedVersions = dynamic.definedVersions.sorted()
        isPositionIndependent = dynamic.isProgram
    }

    /// Whether a dynamic loader has to start it.
    package var isDynamicProgram: Bool { interpreter != nil }
}
