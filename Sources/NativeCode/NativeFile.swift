/// What a file of native code is made for: a program, a library or a NIF, of whatever system.
///
/// The bytes need not be trusted: anything out of bounds reads as absent.
package struct NativeFile: Hashable, Sendable {
    /// The form of the file, as it is called.
    package enum Format: String, Hashable, Codable, Sendable {
        case elf = "ELF"
        case machO = "Mach-O"
        case pe = "PE"
    }

    /// What the file is there for.
    package enum Role: String, Hashable, Codable, Sendable {
        /// Something that can be started.
        case program
        /// Something that a program loads, such as a NIF.
        case library
        /// Something for a linker or another machine, which is neither started nor loaded.
        case object
    }

    package let format: Format
    package let role: Role
    /// The processors by their kernel names, such as `x86_64` and `arm64`; a universal file has several.
    package let machines: [String]
    /// The operating system, such as `linux`.
    package let system: String
    /// The dynamic loader that a program asks for.
    package let interpreter: String?
    /// The shared libraries it needs, in their order.
    package let needed: [String]
    /// The versions of symbols it needs, such as `GLIBC_2.38`, sorted.
    package let symbolVersions: [String]
    /// The versions of symbols it has, sorted.
    package let definedVersions: [String]

    init(
        format: Format, role: Role, machines: [String], system: String, interpreter: String? = nil,
        needed: [String] = [], symbolVersions: [String] = [], definedVersions: [String] = []
    ) {
        self.format = format
        self.role = role
        self.machines = machines
        self.system = system
        self.interpreter = interpreter
        self.needed = needed
        self.symbolVersions = symbolVersions
        self.definedVersions = definedVersions
    }

    /// Reads a file's bytes; `nil` if it is no native code.
    package init?(_ bytes: [UInt8]) {
        guard let file = Self.elf(bytes) ?? MachOFile(bytes)?.file ?? PEFile(bytes)?.file else { return nil }
        self = file
    }

    /// How many bytes tell whether it may be native code.
    package static let markLength = 4

    /// Whether a file that begins like this may be native code.
    package static func mayBegin(_ mark: [UInt8]) -> Bool {
        mark.starts(with: ELFHeader.mark) || mark.starts(with: PEFile.mark) || MachOFile.marks.contains(mark)
    }

    private static func elf(_ bytes: [UInt8]) -> NativeFile? {
        guard let header = ELFHeader(bytes) else { return nil }
        // Of others than 64-bit little-endian ones no more than the header is read: no target has such a processor.
        let file = ELFFile(bytes)
        let isProgram = header.type == .program || file?.isDynamicProgram == true || file?.isPositionIndependent == true
        let role: Role = header.type == .other ? .object : isProgram ? .program : .library
        return NativeFile(
            format: .elf, role: role, machines: [header.machine], system: header.system,
            interpreter: file?.interpreter, needed: file?.needed ?? [], symbolVersions: file?.symbolVersions ?? [],
            definedVersions: file?.definedVersions ?? [])
    }
}
