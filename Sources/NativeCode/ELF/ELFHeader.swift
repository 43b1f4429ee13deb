/// The first bytes of an ELF file of any width and byte order.
struct ELFHeader {
    /// What is told apart of the kinds of files.
    enum FileType {
        case program, shared, other
    }

    static let mark: [UInt8] = [0x7F, 0x45, 0x4C, 0x46]

    let type: FileType
    /// The processor by its kernel name, or by the number of the ABI.
    let machine: String
    let system: String

    init?(_ bytes: [UInt8]) {
        guard bytes.starts(with: Self.mark), bytes.count > 20, (1...2).contains(bytes[4]), (1...2).contains(bytes[5])
        else { return nil }
        let data = NativeBytes(bytes: bytes, isBigEndian: bytes[5] == 2)
        guard let type = data.number(16, 2), let number = data.number(18, 2) else { return nil }
        self.type = type == 2 ? .program : type == 3 ? .shared : .other
        machine = Self.machines[number] ?? "machine \(number)"
        // Linux marks only those files that use extensions of its own.
        system = Self.systems[bytes[7]] ?? "linux"
    }

    private static let machines = [
        3: "x86", 8: "mips", 20: "ppc", 21: "ppc64", 22: "s390x", 40: "arm", 62: "x86_64", 83: "avr", 94: "xtensa",
        183: "arm64", 243: "riscv", 247: "bpf", 258: "loongarch",
    ]

    private static let systems: [UInt8: String] = [2: "netbsd", 6: "solaris", 9: "freebsd", 12: "openbsd"]
}
