/// A program or library of Windows, behind the header of DOS; see Microsoft's PE format.
struct PEFile {
    let file: NativeFile

    /// How such files begin.
    static let mark: [UInt8] = [0x4D, 0x5A]

    private static let machines = [0x14C: "x86", 0x1C4: "arm", 0x8664: "x86_64", 0xAA64: "arm64"]
    /// The bit of the characteristics that makes it a DLL.
    private static let library = 0x2000

    init?(_ bytes: [UInt8]) {
        let data = NativeBytes(bytes: bytes)
        guard bytes.starts(with: Self.mark), let header = data.number(0x3C, 4), data.number(header, 4) == 0x4550,
            let machine = data.number(header + 4, 2), let characteristics = data.number(header + 22, 2)
        else { return nil }
        file = NativeFile(
            format: .pe, role: characteristics & Self.library == 0 ? .program : .library,
            machines: [Self.machines[machine] ?? "machine \(machine)"], system: "windows")
    }
}
