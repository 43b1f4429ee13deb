package import SystemPackage

/// A program that runs programs of another processor, such as `qemu-aarch64`.
package struct Emulator: Hashable, Sendable {
    package let path: FilePath
    /// Whose programs it runs.
    package let machine: Machine

    package init(_ path: FilePath, for machine: Machine) {
        self.path = path
        self.machine = machine
    }

    /// The name of its file.
    package var name: String { path.lastComponent?.string ?? path.string }

    /// How binfmt_misc is told of it: programs of the processor by the first bytes of an ELF file, those of both kinds, linked to a fixed
    /// place or not. `P` hands the name over that a program is called by, and `F` opens the emulator at once, so that a sandbox need not show it.
    var registration: String {
        let magic = "7f454c46020101" + String(repeating: "00", count: 9) + "0200" + machine.number
        let mask = String(repeating: "ff", count: 7) + "00" + String(repeating: "ff", count: 8) + "feffffff"
        return ":bmatrix:M::\(Self.escaped(magic)):\(Self.escaped(mask)):\(path.string):PF"
    }

    private static func escaped(_ digits: String) -> String {
        var text = ""
        for (index, digit) in digits.enumerated() { text += index % 2 == 0 ? "\\x\(digit)" : "\(digit)" }
        return text
    }
}
