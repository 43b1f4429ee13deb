import SystemPackage

/// The machine's own binfmt_misc: which programs its kernel starts through an emulator already.
struct KernelFormats {
    private let folder: FilePath
    private let disk = Disk()

    init(_ folder: FilePath = "/proc/sys/fs/binfmt_misc") { self.folder = folder }

    /// The emulator that the kernel starts programs of a processor with; `nil` if it starts none.
    func emulator(for machine: Machine) -> FilePath? {
        for name in (try? disk.list(folder)) ?? [] where name != "register" && name != "status" {
            guard let text = try? disk.readText(folder.appending(name), limit: 1 << 16) else { continue }
            if let path = Self.emulator(in: text, for: machine) { return path }
        }
        return nil
    }

    /// Reads what the kernel tells of one format: `enabled`, then lines such as `interpreter PATH` and `magic DIGITS`.
    static func emulator(in text: String, for machine: Machine) -> FilePath? {
        let lines = text.split(separator: "\n")
        func value(_ key: String) -> Substring? {
            lines.first { $0.hasPrefix("\(key) ") }?.dropFirst(key.count + 1)
        }
        guard lines.first == "enabled", let magic = value("magic"), let path = value("interpreter"),
            magic.hasPrefix("7f454c46"), magic.dropFirst(36).hasPrefix(machine.number)
        else { return nil }
        return FilePath(String(path))
    }
}
