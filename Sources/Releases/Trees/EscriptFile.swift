import Archive
import BEAM

/// An escript: a first line for the shell, comment lines with the emulator's arguments, and a zip archive of modules; see
/// `escript(1)` of ERTS.
struct EscriptFile {
    /// The arguments of the `%%!` line.
    let emulatorArguments: EscriptArguments
    /// The archive's files, in its order.
    let entries: [Zip.Entry]

    /// Reads an escript with an archive body.
    init(_ bytes: [UInt8]) throws(ReleaseError) {
        var line = ""
        var count = 0
        var rest = bytes[...]
        // The archive begins where a line begins with the signature of a zip entry.
        while !rest.starts(with: [0x50, 0x4B, 0x03, 0x04]) {
            guard let end = rest.firstIndex(of: UInt8(ascii: "\n")), count < 8 else {
                throw .badOutput(what: "the escript", detail: "it holds no archive after its first lines")
            }
            let text = String(decoding: rest[..<end], as: UTF8.self)
            if line.isEmpty, text.hasPrefix("%%!") { line = text }
            count += 1
            rest = rest[(end + 1)...]
        }
        emulatorArguments = EscriptArguments(line.dropFirst(3).split(separator: " ").map(String.init))
        do throws(ArchiveError) { entries = try Zip.read(Array(rest)) } catch {
            throw .badOutput(what: "the escript", detail: error.message)
        }
    }

    /// The archive's files, modules stripped; folders are left out.
    var files: [(path: String, bytes: [UInt8])] {
        entries.filter { !$0.path.hasSuffix("/") }.map { entry in
            let module = entry.path.hasSuffix(".beam") ? BeamFile(entry.contents) : nil
            return (entry.path, module?.stripped().bytes ?? entry.contents)
        }
    }

    /// Whether something holds for a module that belongs to none of some applications; also if a module cannot be read.
    func hasModules(where isTrue: (BeamFile) -> Bool, besides applications: Set<String>) -> Bool {
        entries.contains { entry in
            let folder = String(entry.path.prefix { $0 != "/" }.prefix { $0 != "-" })
            guard entry.path.hasSuffix(".beam"), !applications.contains(folder) else { return false }
            return BeamFile(entry.contents).map(isTrue) ?? true
        }
    }

    /// The resource files of the applications inside.
    var applications: [ApplicationFile] {
        entries.filter { $0.path.hasSuffix(".app") }.compactMap { entry in
            try? ApplicationFile(String(decoding: entry.contents, as: UTF8.self))
        }
    }
}
